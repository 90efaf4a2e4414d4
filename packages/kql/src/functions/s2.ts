import type { HostValue } from '../model/compiled-query.js';
import { isPlace, type Position, positionOf, unit, type Vector, vectorOf } from './geo-sphere.js';
import { hostScalars } from './host.js';
import type { FunctionFamily } from './registry.js';

// Cells of the sphere as S2 numbers them: six faces of a cube, each a Hilbert curve over 2^30 by 2^30 places
// (s2geometry.io/devguide/s2cell_hierarchy).

export const deepest = 30;
const size = 2 ** deepest;
const bits64 = 0xffff_ffff_ffff_ffffn;
const places = [
  [0, 1, 3, 2],
  [0, 3, 1, 2],
  [2, 3, 1, 0],
  [2, 1, 3, 0],
] as const;
const corners = [
  [0, 1, 3, 2],
  [0, 2, 3, 1],
  [3, 2, 0, 1],
  [3, 1, 0, 2],
] as const;
const turns = [1, 0, 0, 3] as const;

interface FacePlace {
  readonly face: number;
  readonly i: number;
  readonly j: number;
}

function faceOf([x, y, z]: Vector): readonly [face: number, u: number, v: number] {
  const [ax, ay, az] = [Math.abs(x), Math.abs(y), Math.abs(z)];
  if (ax > ay && ax > az) return x >= 0 ? [0, y / x, z / x] : [3, z / x, y / x];
  if (ay > az) return y >= 0 ? [1, -x / y, z / y] : [4, z / y, -x / y];
  return z >= 0 ? [2, -x / z, -y / z] : [5, -y / z, -x / z];
}

function directionOf(face: number, u: number, v: number): Vector {
  const all: readonly Vector[] = [
    [1, u, v],
    [-u, 1, v],
    [-u, -v, 1],
    [-1, -v, -u],
    [v, -1, -u],
    [v, u, -1],
  ];
  return all[face] as Vector;
}

function toShare(u: number): number {
  return u >= 0 ? 0.5 * Math.sqrt(1 + 3 * u) : 1 - 0.5 * Math.sqrt(1 - 3 * u);
}

function fromShare(s: number): number {
  return s >= 0.5 ? (4 * s * s - 1) / 3 : (1 - 4 * (1 - s) * (1 - s)) / 3;
}

function gridOf(share: number): number {
  return Math.min(size - 1, Math.max(0, Math.floor(share * size)));
}

function leaf({ face, i, j }: FacePlace): bigint {
  let turn = face & 1;
  let id = BigInt(face);
  for (let bit = deepest - 1; bit >= 0; bit--) {
    const place = places[turn]?.[(((i >> bit) & 1) << 1) | ((j >> bit) & 1)] ?? 0;
    id = (id << 2n) | BigInt(place);
    turn ^= turns[place] ?? 0;
  }
  return (id << 1n) | 1n;
}

function placeOf(id: bigint): FacePlace {
  const face = Number(id >> 61n);
  let [turn, i, j] = [face & 1, 0, 0];
  for (let bit = deepest - 1; bit >= 0; bit--) {
    const place = Number((id >> BigInt(2 * bit + 1)) & 3n);
    const corner = corners[turn]?.[place] ?? 0;
    [i, j] = [i * 2 + (corner >> 1), j * 2 + (corner & 1)];
    turn ^= turns[place] ?? 0;
  }
  return { face, i, j };
}

function parent(id: bigint, level: number): bigint {
  const last = 1n << BigInt(2 * (deepest - level));
  return (id & (bits64 ^ (last - 1n))) | last;
}

function token(id: bigint): string {
  return id.toString(16).padStart(16, '0').replace(/0+$/, '');
}

interface Cell extends FacePlace {
  readonly level: number;
}

function cellOf(text: string): Cell | undefined {
  if (!/^[\da-fA-F]{1,16}$/.test(text)) return undefined;
  const id = BigInt(`0x${text.padEnd(16, '0')}`);
  const last = id & -id;
  if (id === 0n || id >> 61n > 5n || (last & 0x1555_5555_5555_5555n) === 0n) return undefined;
  const level = deepest - (last.toString(2).length - 1) / 2;
  const { face, i, j } = placeOf(id);
  const width = 2 ** (deepest - level);
  return { face, i: Math.floor(i / width) * width, j: Math.floor(j / width) * width, level };
}

function positionAt(face: number, i: number, j: number): Position {
  return positionOf(unit(directionOf(face, fromShare(i / size), fromShare(j / size))));
}

/** The corners of a square of the grid of a face, and its name at a level. */
export function squareCorners(square: FacePlace & { readonly width: number }): readonly Vector[] {
  const { face, i, j, width } = square;
  return [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ].map(([x = 0, y = 0]) =>
    unit(directionOf(face, fromShare((i + x * width) / size), fromShare((j + y * width) / size))),
  );
}

export function squareToken(place: FacePlace, level: number): string {
  return token(parent(leaf(place), level));
}

function polygon({ face, i, j, level }: Cell): string {
  const width = 2 ** (deepest - level);
  const ring = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
    [0, 0],
  ].map(([x = 0, y = 0]) => positionAt(face, i + x * width, j + y * width));
  return JSON.stringify({ type: 'Polygon', coordinates: [ring] });
}

/** A place that may lie beyond its face's edge, by the face that it lies on. */
function wrapped({ face, i, j }: FacePlace): FacePlace {
  if (i >= 0 && j >= 0 && i < size && j < size) return { face, i, j };
  const across = (at: number): number => (2 * (Math.min(size, Math.max(-1, at)) - size / 2) + 1) / size;
  const [other, u, v] = faceOf(directionOf(face, across(i), across(j)));
  return { face: other, i: gridOf(0.5 * (u + 1)), j: gridOf(0.5 * (v + 1)) };
}

/** The steps to the cells round a cell, in the order that the reference engine was seen to answer them in. */
const around: readonly (readonly [i: number, j: number])[] = [
  [1, 1],
  [1, 0],
  [-1, 0],
  [0, -1],
  [-1, 1],
  [1, -1],
  [0, 1],
  [-1, -1],
];

function neighbors({ face, i, j, level }: Cell): string {
  const width = 2 ** (deepest - level);
  const found = around.map(([x, y]) => wrapped({ face, i: i + x * width, j: j + y * width }));
  return JSON.stringify([...new Set(found.map((place) => token(parent(leaf(place), level))))]);
}

function whole(text: string, show: (cell: Cell) => string): HostValue {
  const cell = cellOf(text);
  return cell ? show(cell) : null;
}

function pointToCell(longitude: number, latitude: number, level: bigint): HostValue {
  if (!isPlace(longitude, latitude) || level < 0n || level > BigInt(deepest)) return '';
  const [face, u, v] = faceOf(vectorOf([longitude, latitude]));
  return token(parent(leaf({ face, i: gridOf(toShare(u)), j: gridOf(toShare(v)) }), Number(level)));
}

export const s2Family: FunctionFamily = hostScalars({
  geo_point_to_s2cell: {
    parameters: ['real', 'real', 'long'],
    defaults: ['11::BIGINT'],
    result: 'string',
    run: pointToCell,
  },
  geo_s2cell_to_central_point: {
    parameters: ['string'],
    result: 'dynamic',
    run: (text: string) =>
      whole(text, ({ face, i, j, level }) => {
        const half = 2 ** (deepest - level) / 2;
        return JSON.stringify({ type: 'Point', coordinates: positionAt(face, i + half, j + half) });
      }),
  },
  geo_s2cell_to_polygon: { parameters: ['string'], result: 'dynamic', run: (text: string) => whole(text, polygon) },
  geo_s2cell_neighbors: { parameters: ['string'], result: 'dynamic', run: (text: string) => whole(text, neighbors) },
});
