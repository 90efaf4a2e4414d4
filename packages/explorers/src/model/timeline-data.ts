import type { CellValue } from '@huntbook/workspace';

/** What a timeline draws for one window of time and one width. Single events only when there are few. */
export interface TimelineRequest {
  /** ISO 8601 UTC; the whole table's span when absent. */
  readonly start?: string;
  readonly end?: string;
  /** Pixel columns, 1 to 4000. */
  readonly buckets: number;
}

export interface TimelineLane {
  readonly label: string;
  /** Events of the lane within the window. */
  readonly count: number;
}

export interface TimelineData {
  /** Span of all events of the table, before any window. */
  readonly full: { readonly start: string; readonly end: string } | null;
  readonly start: string;
  readonly end: string;
  readonly lanes: readonly TimelineLane[];
  /** Lanes beyond the first 200 by count, folded into one lane labelled `other`. */
  readonly foldedLanes: number;
  /** When the window holds more than 5,000 events: `[lane, bucket, count, sum of value]`, buckets of equal length. */
  readonly bins?: readonly (readonly [lane: number, bucket: number, count: number, value: number])[];
  /** Otherwise each event: its lane, time and end (microseconds since 1970), value, and its tooltip cells. */
  readonly events?: readonly {
    readonly lane: number;
    readonly time: number;
    readonly end?: number;
    readonly value?: number;
    readonly tooltip: readonly CellValue[];
  }[];
  readonly total: number;
}
