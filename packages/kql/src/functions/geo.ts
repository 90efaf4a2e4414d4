import type { HostValue } from '../model/compiled-query.js';
import {
  anyMeet,
  type Edge,
  inPolygons,
  lineEdges,
  linesOf,
  polygonEdges,
  polygonsOf,
  ringArea,
  ringEdges,
} from './geo-geometry.js';
import {
  angle,
  cross,
  dot,
  earthRadius,
  isPlace,
  nearestOnEdge,
  plus,
  positionOf,
  scale,
  unit,
  type Vector,
  vectorOf,
} from './geo-sphere.js';
import { type HostScalar, hostScalars } from './host.js';
import type { FunctionFamily } from './registry.js';

function pointText(point: Vector): string {
  return JSON.stringify({ type: 'Point', coordinates: positionOf(point) });
}

function place(longitude: number, latitude: number): Vector | undefined {
  return isPlace(longitude, latitude) ? vectorOf([longitude, latitude]) : undefined;
}

function distance(lon1: number, lat1: number, lon2: number, lat2: number): HostValue {
  const [a, b] = [place(lon1, lat1), place(lon2, lat2)];
  return a && b ? angle(a, b) * earthRadius : null;
}

/** Direction of travel from one vector to another as seen at the first, clockwise from north. */
function heading(from: Vector, to: Vector): number {
  const north: Vector = [0, 0, 1];
  const [east, up] = [cross(north, from), from];
  return Math.atan2(dot(unit(east), to), dot(cross(up, unit(east)), to));
}

function azimuth(lon1: number, lat1: number, lon2: number, lat2: number): HostValue {
  const [a, b] = [place(lon1, lat1), place(lon2, lat2)];
  if (!a || !b || angle(a, b) === 0) return null;
  const turn = heading(a, b);
  return turn < 0 ? turn + 2 * Math.PI : turn;
}

/** The clockwise angle at the middle point, from the first point to the third. */
function corner(lon1: number, lat1: number, lon2: number, lat2: number, lon3: number, lat3: number): HostValue {
  const [a, b, c] = [place(lon1, lat1), place(lon2, lat2), place(lon3, lat3)];
  if (!a || !b || !c || angle(a, b) === 0 || angle(b, c) === 0) return null;
  const turn = heading(b, c) - heading(b, a);
  return ((turn % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI);
}

function nearest(point: Vector, edges: readonly Edge[]): Vector {
  let best = (edges[0] as Edge)[0];
  let least = Number.POSITIVE_INFINITY;
  for (const [from, to] of edges) {
    const candidate = nearestOnEdge(point, from, to);
    const away = angle(point, candidate);
    if (away < least) [least, best] = [away, candidate];
  }
  return best;
}

type Numeric = (shape: string) => number | string | boolean | null;

function shaped(result: 'real' | 'dynamic', run: Numeric): HostScalar {
  return { parameters: ['dynamic'], result, run };
}

function pointAndShape<T>(
  result: 'real' | 'dynamic' | 'bool',
  read: (shape: string) => T | undefined,
  run: (point: Vector, shape: T) => HostValue,
): HostScalar {
  return {
    parameters: ['real', 'real', 'dynamic'],
    result,
    run: (longitude: number, latitude: number, text: string) => {
      const [point, shape] = [place(longitude, latitude), read(text)];
      return point && shape ? run(point, shape) : null;
    },
  };
}

function length(edges: readonly Edge[]): number {
  return edges.reduce((sum, [from, to]) => sum + angle(from, to), 0) * earthRadius;
}

/** The point at a fraction of a line's length. */
function interpolate(text: string, fraction: number): HostValue {
  const lines = linesOf(text);
  if (lines?.length !== 1 || !(fraction >= 0 && fraction <= 1)) return null;
  const edges = lineEdges(lines);
  let left = (length(edges) / earthRadius) * fraction;
  for (const [from, to] of edges) {
    const whole = angle(from, to);
    if (left <= whole) return pointText(whole === 0 ? from : along(from, to, left));
    left -= whole;
  }
  return pointText((edges.at(-1) as Edge)[1]);
}

function along(from: Vector, to: Vector, by: number): Vector {
  const tangent = unit(cross(cross(from, to), from));
  return unit(plus(scale(from, Math.cos(by)), scale(tangent, Math.sin(by))));
}

/** Centre of mass of edges: each weighs by its length. */
function centroidOfEdges(edges: readonly Edge[]): Vector {
  return unit(
    edges.reduce<Vector>(
      (sum, [from, to]) => plus(sum, scale(unit(plus(from, to)), 2 * Math.sin(angle(from, to) / 2))),
      [0, 0, 0],
    ),
  );
}

/** Centre of mass of rings, by the edges' normals (Brock). */
function centroidOfRings(rings: readonly (readonly Vector[])[]): Vector {
  const sum = rings.reduce<Vector>(
    (total, ring, index) => {
      const own = ringEdges(ring).reduce<Vector>(
        (part, [from, to]) => plus(part, scale(unit(cross(from, to)), angle(from, to) / 2)),
        [0, 0, 0],
      );
      const outward = dot(own, ring[0] as Vector) < 0 ? scale(own, -1) : own;
      return plus(total, index === 0 ? outward : scale(outward, -1));
    },
    [0, 0, 0],
  );
  return sum;
}

/** What polygons share must count once, which needs their union: such are answered with null. */
function overlapping(polygons: NonNullable<ReturnType<typeof polygonsOf>>): boolean {
  return polygons.some((rings, index) =>
    polygons.slice(index + 1).some((other) => anyMeet(polygonEdges([rings]), polygonEdges([other]))),
  );
}

const host = hostScalars({
  geo_distance_2points: { parameters: ['real', 'real', 'real', 'real'], result: 'real', run: distance },
  geo_azimuth: { parameters: ['real', 'real', 'real', 'real'], result: 'real', run: azimuth },
  geo_angle: { parameters: ['real', 'real', 'real', 'real', 'real', 'real'], result: 'real', run: corner },
  geo_point_in_circle: {
    parameters: ['real', 'real', 'real', 'real', 'real'],
    result: 'bool',
    run: (longitude: number, latitude: number, centerLongitude: number, centerLatitude: number, radius: number) => {
      const away = distance(longitude, latitude, centerLongitude, centerLatitude);
      return away === null || radius < 0 ? null : Number(away) <= radius;
    },
  },
  geo_point_in_polygon: pointAndShape('bool', polygonsOf, inPolygons),
  geo_distance_point_to_line: pointAndShape(
    'real',
    linesOf,
    (point, lines) => angle(point, nearest(point, lineEdges(lines))) * earthRadius,
  ),
  geo_distance_point_to_polygon: pointAndShape('real', polygonsOf, (point, polygons) =>
    inPolygons(point, polygons) ? 0 : angle(point, nearest(point, polygonEdges(polygons))) * earthRadius,
  ),
  geo_closest_point_on_line: pointAndShape('dynamic', linesOf, (point, lines) =>
    pointText(nearest(point, lineEdges(lines))),
  ),
  geo_closest_point_on_polygon: pointAndShape('dynamic', polygonsOf, (point, polygons) =>
    pointText(inPolygons(point, polygons) ? point : nearest(point, polygonEdges(polygons))),
  ),
  geo_line_length: shaped('real', (text) => {
    const lines = linesOf(text);
    return lines ? length(lineEdges(lines)) : null;
  }),
  geo_line_centroid: shaped('dynamic', (text) => {
    const lines = linesOf(text);
    return lines ? pointText(centroidOfEdges(lineEdges(lines))) : null;
  }),
  geo_line_interpolate_point: { parameters: ['dynamic', 'real'], result: 'dynamic', run: interpolate },
  geo_polygon_perimeter: shaped('real', (text) => {
    const polygons = polygonsOf(text);
    return polygons && !overlapping(polygons) ? length(polygonEdges(polygons)) : null;
  }),
  geo_polygon_area: shaped('real', (text) => {
    const polygons = polygonsOf(text);
    if (!polygons || overlapping(polygons)) return null;
    const areas = polygons.map(
      ([outer, ...holes]) =>
        ringArea(outer as readonly Vector[]) - holes.reduce((sum, hole) => sum + ringArea(hole), 0),
    );
    return areas.reduce((sum, area) => sum + area, 0) * earthRadius ** 2;
  }),
  geo_polygon_centroid: shaped('dynamic', (text) => {
    const polygons = polygonsOf(text);
    if (!polygons || overlapping(polygons)) return null;
    return pointText(unit(polygons.map(centroidOfRings).reduce<Vector>(plus, [0, 0, 0])));
  }),
  geo_intersects_2lines: {
    parameters: ['dynamic', 'dynamic'],
    result: 'bool',
    run: (first: string, second: string) => {
      const [a, b] = [linesOf(first), linesOf(second)];
      return a && b ? anyMeet(lineEdges(a), lineEdges(b)) : null;
    },
  },
  geo_intersects_line_with_polygon: {
    parameters: ['dynamic', 'dynamic'],
    result: 'bool',
    run: (first: string, second: string) => {
      const [lines, polygons] = [linesOf(first), polygonsOf(second)];
      return lines && polygons
        ? lines.some((line) => inPolygons(line[0] as Vector, polygons)) ||
            anyMeet(lineEdges(lines), polygonEdges(polygons))
        : null;
    },
  },
  geo_intersects_2polygons: {
    parameters: ['dynamic', 'dynamic'],
    result: 'bool',
    run: (first: string, second: string) => {
      const [a, b] = [polygonsOf(first), polygonsOf(second)];
      if (!a || !b) return null;
      const holds = (outer: typeof a, inner: typeof a): boolean =>
        inner.some((rings) => inPolygons(rings[0]?.[0] as Vector, outer));
      return holds(a, b) || holds(b, a) || anyMeet(polygonEdges(a), polygonEdges(b));
    },
  },
});

export const geoFamily: FunctionFamily = host;
