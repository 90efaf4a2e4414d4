import { angle, edgesMeet, isPosition, type Position, triangleArea, type Vector, vectorOf } from './geo-sphere.js';
import { readJson } from './json-text.js';

/** Lines of points, without the repetition of equal neighbours. */
export type Lines = readonly (readonly Vector[])[];
/** Polygons of rings, the outer one first; rings do not repeat their first point. */
export type Polygons = readonly (readonly (readonly Vector[])[])[];

interface Shape {
  readonly type: string;
  readonly coordinates?: unknown;
}

function shapeOf(text: string): Shape | undefined {
  const value = readJson(text);
  if (typeof value !== 'object' || value === null) return undefined;
  const shape = value as { readonly type?: unknown; readonly coordinates?: unknown };
  return typeof shape.type === 'string' ? { type: shape.type, coordinates: shape.coordinates } : undefined;
}

function positions(value: unknown): readonly Position[] | undefined {
  return Array.isArray(value) && value.every(isPosition) ? (value as readonly Position[]) : undefined;
}

function all<T>(values: unknown, read: (value: unknown) => T | undefined): readonly T[] | undefined {
  if (!Array.isArray(values) || values.length === 0) return undefined;
  const found = values.map(read);
  return found.includes(undefined) ? undefined : (found as readonly T[]);
}

function lineOf(value: unknown): readonly Vector[] | undefined {
  const found = positions(value)?.map(vectorOf);
  return found && found.length >= 2 && found.some((point) => angle(point, found[0] as Vector) > 0) ? found : undefined;
}

/** A closed ring of at least three different points; undefined for anything else. */
function ringOf(value: unknown): readonly Vector[] | undefined {
  const found = positions(value);
  if (!found || found.length < 4) return undefined;
  const [first, last] = [found[0] as Position, found.at(-1) as Position];
  if (first[0] !== last[0] || first[1] !== last[1]) return undefined;
  const points = found.slice(0, -1);
  if (new Set(points.map((point) => point.join())).size !== points.length) return undefined;
  return points.map(vectorOf);
}

/** LineString and MultiLineString; undefined for what is no line. */
export function linesOf(text: string): Lines | undefined {
  const shape = shapeOf(text);
  if (shape?.type === 'LineString') return all([shape.coordinates], lineOf);
  return shape?.type === 'MultiLineString' ? all(shape.coordinates, lineOf) : undefined;
}

/** Polygon and MultiPolygon; undefined for what is no polygon. */
export function polygonsOf(text: string): Polygons | undefined {
  const shape = shapeOf(text);
  const rings = (value: unknown) => all(value, ringOf);
  if (shape?.type === 'Polygon') return all([shape.coordinates], rings);
  return shape?.type === 'MultiPolygon' ? all(shape.coordinates, rings) : undefined;
}

export type Edge = readonly [from: Vector, to: Vector];

export function lineEdges(lines: Lines): readonly Edge[] {
  return lines.flatMap((line) => line.slice(1).map((to, index): Edge => [line[index] as Vector, to]));
}

export function ringEdges(ring: readonly Vector[]): readonly Edge[] {
  return ring.map((from, index): Edge => [from, ring[(index + 1) % ring.length] as Vector]);
}

export function polygonEdges(polygons: Polygons): readonly Edge[] {
  return polygons.flatMap((rings) => rings.flatMap(ringEdges));
}

/** Area on the unit sphere, whichever way the ring turns; a ring never holds more than half of the sphere. */
export function ringArea(ring: readonly Vector[]): number {
  const origin = ring[0] as Vector;
  let sum = 0;
  for (let index = 1; index + 1 < ring.length; index++)
    sum += triangleArea(origin, ring[index] as Vector, ring[index + 1] as Vector);
  const area = Math.abs(sum);
  return Math.min(area, 4 * Math.PI - area);
}

/** Inside by the turning number seen from the point; the boundary belongs to the ring. */
function inRing(point: Vector, ring: readonly Vector[]): boolean {
  let turned = 0;
  for (const [from, to] of ringEdges(ring)) {
    const sine =
      point[0] * (from[1] * to[2] - from[2] * to[1]) +
      point[1] * (from[2] * to[0] - from[0] * to[2]) +
      point[2] * (from[0] * to[1] - from[1] * to[0]);
    const [pf, pt] = [dotOf(point, from), dotOf(point, to)];
    turned += Math.atan2(sine, dotOf(from, to) - pf * pt);
  }
  // A ring is the smaller side: far from it the turning says nothing.
  return Math.abs(turned) > Math.PI && ring.some((corner) => dotOf(point, corner) > 0);
}

function dotOf(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function inPolygons(point: Vector, polygons: Polygons): boolean {
  return polygons.some(
    (rings) => inRing(point, rings[0] as readonly Vector[]) && !rings.slice(1).some((hole) => inRing(point, hole)),
  );
}

export function anyMeet(a: readonly Edge[], b: readonly Edge[]): boolean {
  return a.some(([from, to]) => b.some(([start, end]) => edgesMeet(from, to, start, end)));
}
