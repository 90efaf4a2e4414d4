import type { CellValue, JsonValue, SortKey } from '@huntbook/workspace';

/** What a step shows. `table` names a table of the same outcome; renderers fetch its rows, blocks hold none. */
export type Block = NoteBlock | FactsBlock | TableBlock | TimelineBlock | ChartBlock | ProcessTreeBlock;

export type Tone = 'neutral' | 'good' | 'notable' | 'bad';

export interface NoteBlock {
  readonly kind: 'note';
  readonly tone: Tone;
  /** Plain text, never markup. */
  readonly text: string;
}

export interface Fact {
  readonly label: string;
  readonly value: CellValue;
  readonly tone?: Tone;
}

/** Labelled values of one thing: a host, an alert, a logon. */
export interface FactsBlock {
  readonly kind: 'facts';
  readonly title: string;
  readonly facts: readonly Fact[];
  /** The values are scripts and command lines: full width, fixed pitch, line breaks kept. */
  readonly code?: true;
}

export interface TableBlock {
  readonly kind: 'table';
  readonly title: string;
  readonly table: string;
  /** Columns to show, in order; all when absent. The rest can be switched on. */
  readonly columns?: readonly string[];
  readonly sort?: readonly SortKey[];
  /** Numeric columns drawn with a bar in the cell, scaled to the column's maximum. */
  readonly bars?: readonly string[];
  /**
   * A matrix of counts: every numeric column is a cell, zeros are blank.
   * `viridis` shades by value over the whole matrix; `row-maximum` marks cells above zero and the largest of each row.
   */
  readonly heat?: 'viridis' | 'row-maximum';
  /** Choosing a row sets an input of a step to the cell of `column`. */
  readonly select?: { readonly step: string; readonly input: string; readonly column: string };
  /** Columns that hold long text in a fixed pitch: command lines, decoded scripts. */
  readonly code?: readonly string[];
  /** Said in place of the table when it has no rows. */
  readonly whenEmpty?: string;
}

export interface TimelineReference {
  /** ISO 8601 UTC. */
  readonly time: string;
  readonly label: string;
}

export interface TimelineSeries {
  readonly label: string;
  readonly table: string;
  readonly time: string;
  readonly tone?: Tone;
}

/** Events on a time axis, in lanes. */
export interface TimelineBlock {
  readonly kind: 'timeline';
  readonly title: string;
  readonly table: string;
  /** datetime column of the event, or of its start. */
  readonly time: string;
  /** datetime column of the end: draws spans. */
  readonly endTime?: string;
  /** Column whose values are the lanes, in ascending order from the bottom; one lane when absent. */
  readonly lane?: string;
  /** Numeric column: draws bars of its sum instead of marks. */
  readonly value?: string;
  readonly valueTitle?: string;
  readonly tooltip: readonly string[];
  readonly references?: readonly TimelineReference[];
  /** Tone of lanes that have one: { Failed: 'bad' }. */
  readonly tones?: Readonly<Record<string, Tone>>;
  /** Further series, one lane each, drawn on the same axis. */
  readonly overlays?: readonly TimelineSeries[];
  /** Label of the one lane of `table` when there are overlays. */
  readonly label?: string;
  /** A range selected here can be taken over as this time-window input. */
  readonly rangeInput?: { readonly step: string; readonly input: string };
}

/** A Vega-Lite chart; the renderer puts the rows of `table` in as the data named `table`. */
export interface ChartBlock {
  readonly kind: 'chart';
  readonly title: string;
  /** What it shows, for those who cannot see it. */
  readonly description: string;
  readonly table: string;
  readonly spec: Readonly<Record<string, JsonValue>>;
}

/**
 * Processes under their parents. The table has the columns of `processTreeColumns`, one row a process,
 * in the order of the tree (a parent before its children).
 */
export interface ProcessTreeBlock {
  readonly kind: 'process-tree';
  readonly title: string;
  readonly table: string;
}
