import type { HostValue } from '../model/compiled-query.js';
import {
  type Edge,
  inPolygons,
  type Lines,
  lineEdges,
  linesOf,
  type Polygons,
  polygonEdges,
  polygonsOf,
} from './geo-geometry.js';
import {
  angle,
  cross,
  dot,
  earthRadius,
  edgesMeet,
  type Position,
  plus,
  positionOf,
  scale,
  unit,
  type Vector,
} from './geo-sphere.js';
import { subsample, tessellate } from './geo-tessellate.js';
import { hostScalars } from './host.js';
import { arrayText, elementsOf, readJson } from './json-text.js';
import type { FunctionFamily } from './registry.js';

/** Points closer than this are one: a tenth of a millimetre. */
const tiny = 1e-4 / earthRadius;
const standardTolerance = '10::DOUBLE';

function realPositions(points: readonly Position[]): string {
  const number = (value: number): string => (Number.isInteger(value) ? `${value}.0` : String(value));
  return arrayText(points.map(([x, y]) => arrayText([number(x), number(y)])));
}

/** One shape of the type, several of its Multi type; none is an empty collection. */
function shape(type: 'Point' | 'LineString' | 'Polygon', parts: readonly string[]): string {
  if (parts.length === 0) return '{"type":"GeometryCollection","geometries":[]}';
  return parts.length === 1
    ? `{"type":"${type}","coordinates":${parts[0]}}`
    : `{"type":"Multi${type}","coordinates":${arrayText(parts)}}`;
}

function lineText(points: readonly Vector[]): string {
  return realPositions(points.map(positionOf));
}

/** Where two edges cross; undefined where they do not. */
function crossing([a, b]: Edge, [c, d]: Edge): Vector | undefined {
  if (!edgesMeet(a, b, c, d)) return undefined;
  const point = unit(cross(cross(a, b), cross(c, d)));
  if (Math.hypot(...point) === 0) return undefined;
  return dot(point, plus(a, b)) < 0 ? scale(point, -1) : point;
}

/** The parts of lines that lie inside polygons. */
function inside(lines: Lines, polygons: Polygons): readonly (readonly Vector[])[] {
  const walls = polygonEdges(polygons);
  const parts: Vector[][] = [];
  for (const line of lines) {
    let open: Vector[] | undefined;
    for (const [from, to] of lineEdges([line])) {
      const cuts = walls.map((wall) => crossing([from, to], wall)).filter((cut) => cut !== undefined);
      const stops = [from, ...cuts, to].sort((a, b) => angle(from, a) - angle(from, b));
      for (const [index, stop] of stops.slice(1).entries()) {
        const start = stops[index] as Vector;
        if (angle(start, stop) < tiny) continue;
        if (!inPolygons(unit(plus(start, stop)), polygons)) {
          open = undefined;
          continue;
        }
        if (open) open.push(stop);
        else {
          open = [start, stop];
          parts.push(open);
        }
      }
    }
  }
  return parts;
}

const key = (point: Vector): string => point.map((value) => Math.round(value / tiny)).join();

/** Edges joined end to start into lines as long as they go. */
function chained(edges: readonly Edge[]): readonly (readonly Vector[])[] {
  const left = new Map<string, Edge[]>();
  const arriving = new Map<string, number>();
  for (const edge of edges) {
    left.set(key(edge[0]), [...(left.get(key(edge[0])) ?? []), edge]);
    arriving.set(key(edge[1]), (arriving.get(key(edge[1])) ?? 0) + 1);
  }
  const starts = edges.filter(([from]) => (left.get(key(from))?.length ?? 0) > (arriving.get(key(from)) ?? 0));
  const lines: Vector[][] = [];
  for (const [from] of [...starts, ...edges]) {
    const line = [from];
    for (let next = left.get(key(from))?.shift(); next; next = left.get(key(next[1]))?.shift()) line.push(next[1]);
    if (line.length > 1) lines.push(line);
  }
  return lines;
}

const sameEdge = ([a, b]: Edge, [c, d]: Edge): boolean =>
  (key(a) === key(c) && key(b) === key(d)) || (key(a) === key(d) && key(b) === key(c));

function uniqueEdges(edges: readonly Edge[]): readonly Edge[] {
  const seen = new Map<string, Edge>();
  for (const edge of edges) {
    const name = [key(edge[0]), key(edge[1])].sort().join(' ');
    if (!seen.has(name)) seen.set(name, edge);
  }
  return [...seen.values()];
}

/** Lines that two lines share, and otherwise the points in which they cross. */
function shared(first: string, second: string): HostValue {
  const [a, b] = [linesOf(first), linesOf(second)];
  if (!a || !b) return null;
  const [one, other] = [lineEdges(a), lineEdges(b)];
  const common = uniqueEdges(one.filter((edge) => other.some((candidate) => sameEdge(edge, candidate))));
  if (common.length > 0) return shape('LineString', chained(common).map(lineText));
  const points = new Map<string, Vector>();
  for (const edge of one)
    for (const candidate of other) {
      const point = crossing(edge, candidate);
      if (point) points.set(key(point), point);
    }
  return shape(
    'Point',
    [...points.values()].map((point) => realPositions([positionOf(point)]).slice(1, -1)),
  );
}

function unionOfLines(text: string): HostValue {
  const lines = elementsOf(text)?.map(linesOf);
  if (!lines || lines.length === 0 || lines.includes(undefined)) return null;
  return shape('LineString', chained(uniqueEdges((lines as Lines[]).flatMap(lineEdges))).map(lineText));
}

/** The tolerances that are allowed, in metres; in radians. */
function toleranceOf(metres: number): number | undefined {
  return metres >= 0.1 && metres <= 10_000 ? metres / earthRadius : undefined;
}

function densified(points: readonly Position[], tolerance: number): string {
  const first = points[0] as Position;
  const rest = points.slice(1).flatMap((to, index) => tessellate(points[index] as Position, to, tolerance));
  return realPositions([...tessellate(first, first, tolerance), ...rest]);
}

/** GeoJSON with its lists of positions shown anew; lists lie `depth` arrays deep. */
function mapped(text: string, show: (points: readonly Position[]) => string): string {
  const { type, coordinates } = readJson(text) as { readonly type: string; readonly coordinates: unknown };
  const visit = (value: unknown): string =>
    Array.isArray((value as unknown[][])[0]?.[0])
      ? arrayText((value as unknown[]).map(visit))
      : show(value as Position[]);
  return `{"type":${JSON.stringify(type)},"coordinates":${visit(coordinates)}}`;
}

function densify(valid: (text: string) => unknown) {
  return (text: string, metres: number): HostValue => {
    const tolerance = toleranceOf(metres);
    return tolerance === undefined || !valid(text) ? null : mapped(text, (points) => densified(points, tolerance));
  };
}

/** Null where nothing but a point is left. */
function simplifyLine(text: string, metres: number): HostValue {
  const [lines, tolerance] = [linesOf(text), toleranceOf(metres)];
  if (!lines || tolerance === undefined) return null;
  const thin = lines.map((line) => subsample(line, tolerance));
  return thin.every((line) => line.length > 1) ? shape('LineString', thin.map(lineText)) : null;
}

/** Rings keep their first point, so that they stay closed; null where less than a triangle is left. */
function simplifyPolygon(text: string, metres: number): HostValue {
  const [polygons, tolerance] = [polygonsOf(text), toleranceOf(metres)];
  if (!polygons || tolerance === undefined) return null;
  const thin = polygons.map((rings) => rings.map((ring) => subsample([...ring, ring[0] as Vector], tolerance)));
  if (thin.some((rings) => (rings[0]?.length ?? 0) < 4)) return null;
  const parts = thin.map((rings) => arrayText(rings.filter((ring) => ring.length >= 4).map(lineText)));
  return shape('Polygon', parts);
}

export const geoLinesFamily: FunctionFamily = hostScalars({
  geo_intersection_line_with_polygon: {
    parameters: ['dynamic', 'dynamic'],
    result: 'dynamic',
    run: (first: string, second: string) => {
      const [lines, polygons] = [linesOf(first), polygonsOf(second)];
      return lines && polygons ? shape('LineString', inside(lines, polygons).map(lineText)) : null;
    },
  },
  geo_intersection_2lines: { parameters: ['dynamic', 'dynamic'], result: 'dynamic', run: shared },
  geo_union_lines_array: { parameters: ['dynamic'], result: 'dynamic', run: unionOfLines },
  geo_line_densify: {
    parameters: ['dynamic', 'real'],
    defaults: [standardTolerance],
    result: 'dynamic',
    run: densify(linesOf),
  },
  geo_polygon_densify: {
    parameters: ['dynamic', 'real'],
    defaults: [standardTolerance],
    result: 'dynamic',
    run: densify(polygonsOf),
  },
  geo_line_simplify: {
    parameters: ['dynamic', 'real'],
    defaults: [standardTolerance],
    result: 'dynamic',
    run: simplifyLine,
  },
  geo_polygon_simplify: {
    parameters: ['dynamic', 'real'],
    defaults: [standardTolerance],
    result: 'dynamic',
    run: simplifyPolygon,
  },
});
