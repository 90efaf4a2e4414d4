import type { HostValue } from '../model/compiled-query.js';
import { isPlace, type Position } from './geo-sphere.js';
import { hostScalars } from './host.js';
import type { FunctionFamily } from './registry.js';

const digits = '0123456789bcdefghjkmnpqrstuvwxyz';
const longest = 18;

interface Cell {
  readonly west: number;
  readonly south: number;
  readonly width: number;
  readonly height: number;
}

function encode(longitude: number, latitude: number, accuracy: number): string {
  let [west, east, south, north] = [-180, 180, -90, 90];
  let hash = '';
  for (let digit = 0, bit = 0, across = true; hash.length < accuracy; across = !across) {
    if (across) {
      const middle = (west + east) / 2;
      digit = digit * 2 + (longitude >= middle ? 1 : 0);
      if (longitude >= middle) west = middle;
      else east = middle;
    } else {
      const middle = (south + north) / 2;
      digit = digit * 2 + (latitude >= middle ? 1 : 0);
      if (latitude >= middle) south = middle;
      else north = middle;
    }
    if (++bit === 5) {
      hash += digits[digit];
      [digit, bit] = [0, 0];
    }
  }
  return hash;
}

function decode(hash: string): Cell | undefined {
  if (hash.length === 0 || hash.length > longest) return undefined;
  let [west, south, width, height] = [-180, -90, 360, 180];
  let across = true;
  for (const letter of hash.toLowerCase()) {
    const digit = digits.indexOf(letter);
    if (digit < 0) return undefined;
    for (let bit = 4; bit >= 0; bit--, across = !across) {
      const upper = (digit >> bit) & 1;
      if (across) {
        width /= 2;
        west += upper * width;
      } else {
        height /= 2;
        south += upper * height;
      }
    }
  }
  return { west, south, width, height };
}

function polygon({ west, south, width, height }: Cell): string {
  const [east, north] = [west + width, south + height];
  const ring: readonly Position[] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return JSON.stringify({ type: 'Polygon', coordinates: [ring] });
}

/** The cells round a cell, in the reference engine's order: west, south-west, south, south-east, north-east, east ... */
const around: readonly (readonly [x: number, y: number])[] = [
  [-1, 0],
  [-1, -1],
  [0, -1],
  [1, -1],
  [1, 1],
  [1, 0],
  [0, 1],
  [-1, 1],
];

function neighbors(hash: string): HostValue {
  const cell = decode(hash);
  if (!cell) return null;
  const cells = around.flatMap(([x, y]) => {
    const latitude = cell.south + cell.height * (y + 0.5);
    if (Math.abs(latitude) > 90) return [];
    const longitude = ((cell.west + cell.width * (x + 0.5) + 540) % 360) - 180;
    return [encode(longitude, latitude, hash.length)];
  });
  return JSON.stringify(cells);
}

function whole(hash: string, show: (cell: Cell) => string): HostValue {
  const cell = decode(hash);
  return cell ? show(cell) : null;
}

export const geohashFamily: FunctionFamily = hostScalars({
  geo_point_to_geohash: {
    parameters: ['real', 'real', 'long'],
    defaults: ['5::BIGINT'],
    result: 'string',
    run: (longitude: number, latitude: number, accuracy: bigint) =>
      isPlace(longitude, latitude) && accuracy >= 1n && accuracy <= BigInt(longest)
        ? encode(longitude, latitude, Number(accuracy))
        : '',
  },
  geo_geohash_to_central_point: {
    parameters: ['string'],
    result: 'dynamic',
    run: (hash: string) =>
      whole(hash, ({ west, south, width, height }) =>
        JSON.stringify({ type: 'Point', coordinates: [west + width / 2, south + height / 2] }),
      ),
  },
  geo_geohash_to_polygon: { parameters: ['string'], result: 'dynamic', run: (hash: string) => whole(hash, polygon) },
  geo_geohash_neighbors: { parameters: ['string'], result: 'dynamic', run: neighbors },
});
