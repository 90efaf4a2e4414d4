import { dbscan, type FeatureColumn, featureMatrix } from '@huntbook/analysis';

export interface GroupedClusters {
  /** Cluster of each group, -1 for noise: a group of one event without neighbours. */
  readonly labels: Int32Array;
  /** Events in the cluster of each group, 1 for noise. */
  readonly sizes: Float64Array;
  readonly clusterCount: number;
  readonly noiseCount: number;
}

/**
 * DBSCAN over events that were grouped by equal features, `counts` of them in each group; the same labels as over all events.
 * A group stands for at most `minSamples` points, which is all that the core point test can see.
 */
export function clusterGroups(
  features: readonly FeatureColumn[],
  counts: readonly number[],
  { eps, minSamples }: { readonly eps: number; readonly minSamples: number },
): GroupedClusters {
  const dimensions = features.length;
  const matrix = featureMatrix(features, true);
  const owner: number[] = [];
  counts.forEach((count, group) => {
    for (let copy = 0; copy < Math.min(count, minSamples); copy++) owner.push(group);
  });
  const points = new Float64Array(owner.length * dimensions);
  owner.forEach((group, point) => {
    points.set(matrix.subarray(group * dimensions, (group + 1) * dimensions), point * dimensions);
  });
  const pointLabels = dbscan(points, dimensions, { eps, minSamples });
  const labels = new Int32Array(counts.length).fill(-1);
  owner.forEach((group, point) => {
    labels[group] = pointLabels[point]!;
  });
  const totals = new Map<number, number>();
  labels.forEach((label, group) => {
    if (label !== -1) totals.set(label, (totals.get(label) ?? 0) + counts[group]!);
  });
  const sizes = Float64Array.from(labels, (label) => (label === -1 ? 1 : totals.get(label)!));
  let noiseCount = 0;
  labels.forEach((label, group) => {
    if (label === -1) noiseCount += counts[group]!;
  });
  return { labels, sizes, clusterCount: totals.size, noiseCount };
}
