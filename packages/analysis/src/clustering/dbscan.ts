import { AnalysisError } from '../model/error.js';
import { connectedComponents } from './components.js';
import { distinctRows } from './distinct-rows.js';
import { densePoints, smallestNear } from './neighbours.js';

export interface DbscanOptions {
  /** Two points are neighbours when their Euclidean distance is at most this. */
  readonly eps: number;
  /** A point with at least this many neighbours, itself included, is a core point. 1 or more. */
  readonly minSamples: number;
}

/**
 * DBSCAN (Ester, Kriegel, Sander, Xu 1996), exact for every eps and minSamples.
 * Returns a label for each row of the row-major `matrix`: clusters from 0 up in the order of their first core row,
 * -1 for noise. A border point belongs to the lowest-numbered cluster that reaches it, as in scikit-learn.
 *
 * Equal rows are merged first; core points are then joined by connected components, so that cost follows the number of
 * distinct rows. Throws AnalysisError for non-finite numbers and impossible options.
 */
export function dbscan(matrix: Float64Array, dimensions: number, options: DbscanOptions): Int32Array {
  const { eps, minSamples } = options;
  if (!(eps >= 0)) throw new AnalysisError('bad-argument', `eps must be 0 or more, not ${eps}`);
  if (!(minSamples >= 1)) throw new AnalysisError('bad-argument', `minSamples must be 1 or more, not ${minSamples}`);
  if (!(dimensions >= 1) || matrix.length % dimensions !== 0)
    throw new AnalysisError('bad-argument', `${matrix.length} numbers do not form rows of ${dimensions}`);
  for (let i = 0; i < matrix.length; i++)
    if (!Number.isFinite(matrix[i]))
      throw new AnalysisError('bad-argument', `row ${Math.floor(i / dimensions)} holds ${matrix[i]}`, {
        hint: 'Give every feature a finite number',
      });
  const count = matrix.length / dimensions;
  const labels = new Int32Array(count).fill(-1);
  if (count === 0) return labels;

  const distinct = distinctRows(matrix, dimensions);
  const perDistinct =
    minSamples <= 2
      ? labelComponents(distinct.matrix, distinct.weights, dimensions, eps, minSamples)
      : labelDense(distinct.matrix, distinct.weights, dimensions, eps, minSamples);
  for (let row = 0; row < count; row++) labels[row] = perDistinct[distinct.of[row]!]!;
  return labels;
}

/** With minSamples of at most 2 every point that has a neighbour is a core point. */
function labelComponents(
  matrix: Float64Array,
  weights: Uint32Array,
  dimensions: number,
  eps: number,
  minSamples: number,
): Int32Array {
  const component = connectedComponents(matrix, dimensions, eps);
  const size = new Float64Array(weights.length);
  for (let i = 0; i < component.length; i++) size[component[i]!]! += weights[i]!;
  const labels = new Int32Array(weights.length).fill(-1);
  let next = 0;
  for (let i = 0; i < component.length; i++) {
    const root = component[i]!;
    if (size[root]! < minSamples) continue;
    if (root === i) labels[i] = next++;
    else labels[i] = labels[root]!;
  }
  return labels;
}

function labelDense(
  matrix: Float64Array,
  weights: Uint32Array,
  dimensions: number,
  eps: number,
  minSamples: number,
): Int32Array {
  const dense = densePoints(matrix, dimensions, weights, eps, minSamples);
  const core: number[] = [];
  const rest: number[] = [];
  for (let i = 0; i < dense.length; i++) (dense[i] ? core : rest).push(i);
  const coreMatrix = pick(matrix, dimensions, core);
  const component = connectedComponents(coreMatrix, dimensions, eps);
  const coreLabels = new Int32Array(core.length);
  let next = 0;
  for (let i = 0; i < core.length; i++) {
    const root = component[i]!;
    coreLabels[i] = root === i ? next++ : coreLabels[root]!;
  }
  const labels = new Int32Array(weights.length).fill(-1);
  for (let i = 0; i < core.length; i++) labels[core[i]!] = coreLabels[i]!;
  const border = smallestNear(pick(matrix, dimensions, rest), coreMatrix, dimensions, coreLabels, eps);
  for (let i = 0; i < rest.length; i++) labels[rest[i]!] = border[i]!;
  return labels;
}

function pick(matrix: Float64Array, dimensions: number, rows: readonly number[]): Float64Array {
  const picked = new Float64Array(rows.length * dimensions);
  for (let i = 0; i < rows.length; i++)
    for (let d = 0; d < dimensions; d++) picked[i * dimensions + d] = matrix[rows[i]! * dimensions + d]!;
  return picked;
}
