import {
  angle,
  cross,
  dot,
  type Position,
  plus,
  positionOf,
  scale,
  unit,
  type Vector,
  vectorOf,
} from './geo-sphere.js';

/*
 * How S2 brings lines of a map onto the sphere (s2edge_tessellator) and thins lines out (S2Polyline::SubsampleVertices).
 * Angles are in radians.
 */

/** Where along an edge the two shapes are compared, and by what their distance there falls short of the greatest. */
const comparedAt = 0.31215691082248315;
const shortfall = 0.8382999256988851;

function between(a: Vector, b: Vector, share: number): Vector {
  const whole = angle(a, b);
  if (whole === 0) return a;
  const tangent = unit(cross(cross(a, b), a));
  return unit(plus(scale(a, Math.cos(whole * share)), scale(tangent, Math.sin(whole * share))));
}

function onMap([x1, y1]: Position, [x2, y2]: Position, share: number): Position {
  return [x1 + (x2 - x1) * share, y1 + (y2 - y1) * share];
}

/** How far the straight line on the map lies from the great circle. */
function distance(from: Position, to: Position): number {
  const [a, b] = [vectorOf(from), vectorOf(to)];
  if (dot(a, b) < -1e-14) return Number.POSITIVE_INFINITY;
  const at = (share: number) => angle(between(a, b, share), vectorOf(onMap(from, to, share)));
  return Math.max(at(comparedAt), at(1 - comparedAt));
}

/** The points between two positions that keep great circles within the tolerance of the line on the map, and the last. */
export function tessellate(from: Position, to: Position, tolerance: number, depth = 0): readonly Position[] {
  // The shorter way round: maps end at 180 degrees.
  const [x, y] = to;
  const near: Position = [x - 360 * Math.round((x - from[0]) / 360), y];
  if (depth > 24 || distance(from, near) <= tolerance * shortfall) return [positionOf(vectorOf(near))];
  const middle = onMap(from, near, 0.5);
  return [...tessellate(from, middle, tolerance, depth + 1), ...tessellate(middle, near, tolerance, depth + 1)];
}

/** The vertices that stay when no other lies further from the line between them than the tolerance. */
export function subsample(line: readonly Vector[], tolerance: number): readonly Vector[] {
  const kept = [line[0] as Vector];
  for (let at = 0; at + 1 < line.length; ) {
    const next = lastReachable(line, tolerance, at);
    if (angle(line[next] as Vector, line[at] as Vector) > 0) kept.push(line[next] as Vector);
    at = next;
  }
  return kept;
}

function lastReachable(line: readonly Vector[], tolerance: number, from: number): number {
  const origin = line[from] as Vector;
  const [east, north] = frame(origin);
  let wedge: readonly [center: number, half: number] | undefined;
  let before = 0;
  let at = from + 1;
  for (; at < line.length; at++) {
    const candidate = line[at] as Vector;
    const away = angle(origin, candidate);
    if (away > Math.PI / 2 && before > 0) break;
    if (away < before && before > tolerance) break;
    if (away <= tolerance) continue;
    const center = Math.atan2(dot(candidate, north), dot(candidate, east));
    const half = Math.asin(Math.sin(tolerance) / Math.sin(away));
    if (wedge && Math.abs(turn(center - wedge[0])) > wedge[1]) break;
    wedge = wedge ? narrowed(wedge, [center, half]) : [center, half];
    before = away;
  }
  return at - 1;
}

function frame(origin: Vector): readonly [Vector, Vector] {
  const aside: Vector = Math.abs(origin[0]) < 0.6 ? [1, 0, 0] : [0, 1, 0];
  const east = unit(cross(origin, aside));
  return [east, cross(origin, east)];
}

function turn(by: number): number {
  return by - 2 * Math.PI * Math.round(by / (2 * Math.PI));
}

function narrowed(
  [center, half]: readonly [number, number],
  [other, otherHalf]: readonly [number, number],
): readonly [number, number] {
  const shift = turn(other - center);
  const low = Math.max(-half, shift - otherHalf);
  const high = Math.min(half, shift + otherHalf);
  return [center + (low + high) / 2, (high - low) / 2];
}
