import type { JsonValue } from '@huntbook/workspace';

export type TimeUnit = 'minute' | 'hour' | 'day' | 'week';

/** A range of time round an origin: start = origin - before * unit, end = origin + after * unit. All ISO 8601 UTC. */
export interface TimeWindow {
  readonly start: string;
  readonly end: string;
  readonly origin: string;
  readonly unit: TimeUnit;
  readonly before: number;
  readonly after: number;
}

export interface Option {
  readonly value: string;
  readonly label: string;
  /** A second line: counts, times. */
  readonly detail?: string;
}

interface FieldBase<Kind extends string, Value> {
  readonly kind: Kind;
  readonly label: string;
  readonly help?: string;
  /** The value in force; null where nothing can be chosen yet. */
  readonly value: Value | null;
  readonly defaultValue: Value | null;
}

/** An input of a step as a form shows it, its default and options worked out. */
export type FieldView =
  | (FieldBase<'text', string> & { readonly placeholder?: string })
  | (FieldBase<'number', number> & { readonly min?: number; readonly max?: number; readonly step?: number })
  | FieldBase<'checkbox', boolean>
  | (FieldBase<'time-window', TimeWindow> & { readonly maxBefore: number; readonly maxAfter: number })
  | (FieldBase<'pick-one', string> & { readonly options: readonly Option[] })
  | (FieldBase<'pick-many', readonly string[]> & { readonly options: readonly Option[] });

export type FieldKind = FieldView['kind'];

/** Input values as they travel: by input name. A time window may be given as `{ start, end }` alone. */
export type InputValues = Readonly<Record<string, JsonValue>>;
