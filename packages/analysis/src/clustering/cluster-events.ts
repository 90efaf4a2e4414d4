import { AnalysisError } from '../model/error.js';
import type { Parity } from '../model/parity.js';
import { dbscan } from './dbscan.js';
import { type FeatureColumn, featureMatrix } from './feature-matrix.js';

export interface ClusterEventsOptions {
  /** Time of each event in any unit; null or NaN where unknown. Without times the time columns hold NaN. */
  readonly times?: ArrayLike<number | null>;
  /** Largest distance between neighbours; 0.01 by default. */
  readonly eps?: number;
  /** 2 by default. */
  readonly minSamples?: number;
  /** Scale each row to length 1 first; true by default. */
  readonly normalise?: boolean;
  /**
   * With `msticpy` a cluster is shown by its first event in input order (otherwise by its earliest), and every noise row
   * bears the times of the whole noise group (otherwise its own).
   */
  readonly parity?: Parity;
}

/** Events in clusters. `rows` is what to show: every noise event, then one event a cluster. */
export interface EventClusters {
  /** Cluster of each event, -1 for noise. */
  readonly labels: Int32Array;
  /** Size of each event's cluster, 1 for noise. */
  readonly sizes: Uint32Array;
  readonly clusterCount: number;
  readonly noiseCount: number;
  readonly rows: ClusterRows;
  /** Row-major features as clustered. */
  readonly matrix: Float64Array;
}

export interface ClusterRows {
  /** Index of the event among the input. */
  readonly row: Uint32Array;
  readonly Clustered: boolean[];
  readonly ClusterId: Int32Array;
  readonly ClusterSize: Uint32Array;
  readonly TimeGenerated: Float64Array;
  readonly FirstEventTime: Float64Array;
  readonly LastEventTime: Float64Array;
}

/** Clusters events by their features with DBSCAN (MSTICPy `dbcluster_events`). No events give no rows. */
export function clusterEvents(features: readonly FeatureColumn[], options: ClusterEventsOptions = {}): EventClusters {
  const matrix = featureMatrix(features, options.normalise ?? true);
  const labels = dbscan(matrix, features.length, { eps: options.eps ?? 0.01, minSamples: options.minSamples ?? 2 });
  const count = labels.length;
  const { times } = options;
  if (times && times.length !== count)
    throw new AnalysisError('bad-argument', `${times.length} times for ${count} events`);

  let clusterCount = 0;
  for (let row = 0; row < count; row++) clusterCount = Math.max(clusterCount, labels[row]! + 1);
  const size = new Uint32Array(clusterCount);
  // One place a cluster, and one more at the end for all noise.
  const first = new Float64Array(clusterCount + 1).fill(Number.NaN);
  const last = new Float64Array(clusterCount + 1).fill(Number.NaN);
  const exemplar = new Int32Array(clusterCount).fill(-1);
  const noise: number[] = [];
  for (let row = 0; row < count; row++) {
    const label = labels[row]!;
    const time = times?.[row] ?? Number.NaN;
    const group = label === -1 ? clusterCount : label;
    const earlier = time < first[group]! || (Number.isNaN(first[group]) && !Number.isNaN(time));
    if (earlier) first[group] = time;
    if (time > last[group]! || Number.isNaN(last[group])) last[group] = time;
    if (label === -1) noise.push(row);
    else {
      size[label]!++;
      if (exemplar[label] === -1 || (earlier && options.parity !== 'msticpy')) exemplar[label] = row;
    }
  }
  const sizes = new Uint32Array(count);
  for (let row = 0; row < count; row++) sizes[row] = labels[row] === -1 ? 1 : size[labels[row]!]!;

  const shown = noise.length + clusterCount;
  const rows: ClusterRows = {
    row: new Uint32Array(shown),
    Clustered: new Array<boolean>(shown),
    ClusterId: new Int32Array(shown),
    ClusterSize: new Uint32Array(shown),
    TimeGenerated: new Float64Array(shown),
    FirstEventTime: new Float64Array(shown),
    LastEventTime: new Float64Array(shown),
  };
  for (let i = 0; i < shown; i++) {
    const label = i < noise.length ? -1 : i - noise.length;
    const row = label === -1 ? noise[i]! : exemplar[label]!;
    const own = label === -1 && options.parity !== 'msticpy' ? (times?.[row] ?? Number.NaN) : undefined;
    const group = label === -1 ? clusterCount : label;
    rows.row[i] = row;
    rows.Clustered[i] = label !== -1;
    rows.ClusterId[i] = label;
    rows.ClusterSize[i] = label === -1 ? 1 : size[label]!;
    rows.FirstEventTime[i] = own ?? first[group]!;
    rows.TimeGenerated[i] = rows.FirstEventTime[i]!;
    rows.LastEventTime[i] = own ?? last[group]!;
  }
  return { labels, sizes, clusterCount, noiseCount: noise.length, rows, matrix };
}
