import type { HostValue } from '../model/compiled-query.js';
import { anyMeet, type Edge, inPolygons, type Polygons, polygonEdges, polygonsOf, ringEdges } from './geo-geometry.js';
import { angle, type Vector } from './geo-sphere.js';
import { hostScalars } from './host.js';
import type { FunctionFamily } from './registry.js';
import { deepest, squareCorners, squareToken } from './s2.js';

/** More cells than this are no answer, as in Kusto. */
const most = 65_536;

interface Square {
  readonly face: number;
  readonly i: number;
  readonly j: number;
  readonly width: number;
}

function meets(square: Square, polygons: Polygons, walls: readonly Edge[], someCorner: readonly Vector[]): boolean {
  const corners = squareCorners(square);
  const [first, , opposite] = corners as readonly [Vector, Vector, Vector];
  if (corners.some((corner) => inPolygons(corner, polygons))) return true;
  if (someCorner.some((corner) => inPolygons(corner, [[corners]]))) return true;
  // Walls that are further away than the square is wide cannot meet it.
  const reach = angle(first, opposite);
  const near = walls.filter(([from, to]) => angle(from, first) <= reach + angle(from, to) + 1e-9);
  return near.length > 0 && anyMeet(ringEdges(corners), near);
}

/** The cells of one level that cover polygons; null where they are too many. */
function covering(text: string, level: bigint): HostValue {
  const polygons = polygonsOf(text);
  if (!polygons || level < 0n || level > BigInt(deepest)) return null;
  const walls = polygonEdges(polygons);
  const someCorner = polygons.map((rings) => rings[0]?.[0] as Vector);
  let squares: readonly Square[] = Array.from({ length: 6 }, (_, face) => ({ face, i: 0, j: 0, width: 2 ** deepest }));
  for (let at = 0; ; at++) {
    squares = squares.filter((square) => meets(square, polygons, walls, someCorner));
    if (squares.length > most) return null;
    if (BigInt(at) === level) break;
    squares = squares.flatMap(quarters);
  }
  return JSON.stringify(squares.map((square) => squareToken(square, Number(level))).sort());
}

function quarters({ face, i, j, width }: Square): readonly Square[] {
  const half = width / 2;
  return [
    { face, i, j, width: half },
    { face, i: i + half, j, width: half },
    { face, i, j: j + half, width: half },
    { face, i: i + half, j: j + half, width: half },
  ];
}

export const s2CoveringFamily: FunctionFamily = hostScalars({
  geo_polygon_to_s2cells: {
    parameters: ['dynamic', 'long'],
    defaults: ['11::BIGINT'],
    result: 'dynamic',
    run: covering,
  },
});
