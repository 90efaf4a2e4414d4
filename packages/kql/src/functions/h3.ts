import { createRequire } from 'node:module';
import type { HostValue } from '../model/compiled-query.js';
import { linesOf, polygonsOf } from './geo-geometry.js';
import { isPlace, type Position } from './geo-sphere.js';
import { hostScalars } from './host.js';
import { readJson } from './json-text.js';
import type { FunctionFamily } from './registry.js';

type H3 = typeof import('h3-js');

let loaded: H3 | undefined;

/** The library unpacks its data when it is loaded, so that happens on first use. */
function h3(): H3 {
  loaded ??= createRequire(import.meta.url)('h3-js') as H3;
  return loaded;
}

const finest = 15;
const mostRings = 142;
const mostCells = 65_536;

/** What a cell's name gives, or null where it names no cell. */
function ofCell(name: string, read: (cell: string, library: H3) => HostValue): HostValue {
  const library = h3();
  const cell = name.toLowerCase();
  return library.isValidCell(cell) ? read(cell, library) : null;
}

function resolution(level: bigint): number | undefined {
  return level >= 0n && level <= BigInt(finest) ? Number(level) : undefined;
}

/** The reference engine begins a ring one cell further than the library. */
function rings(cell: string, library: H3, count: number): string[][] {
  return Array.from({ length: count + 1 }, (_, at) => {
    if (at === 0) return [cell];
    const [first, ...others] = library.gridRing(cell, at);
    return [...others, first as string];
  });
}

/** Places in the library's ring, in the order in which the reference engine was seen to list neighbours. */
const around: readonly number[] = [4, 0, 5, 3, 2, 1];

function neighbors(cell: string, library: H3): string {
  const ring = library.gridRing(cell, 1);
  return JSON.stringify(ring.length === 6 ? around.map((at) => ring[at]) : ring);
}

function polygonCells(text: string, level: bigint): HostValue {
  const at = resolution(level);
  const polygons = polygonsOf(text);
  if (at === undefined || !polygons || linesOf(text)) return null;
  const { type, coordinates } = readJson(text) as { readonly type: string; readonly coordinates: unknown };
  const parts = (type === 'Polygon' ? [coordinates] : coordinates) as Position[][][];
  const mutable = parts.map((rings) => rings.map((ring) => ring.map(([x, y]) => [x, y])));
  const library = h3();
  const cells = new Set(mutable.flatMap((part) => library.polygonToCells(part, at, true)));
  return cells.size === 0 || cells.size > mostCells ? null : JSON.stringify([...cells]);
}

/** Uber's hexagons, by its own library; cells are named by their 15 hexadecimal digits. */
export const h3Family: FunctionFamily = hostScalars({
  geo_point_to_h3cell: {
    parameters: ['real', 'real', 'long'],
    defaults: ['6::BIGINT'],
    result: 'string',
    run: (longitude: number, latitude: number, level: bigint) => {
      const at = resolution(level);
      return at === undefined || !isPlace(longitude, latitude) ? '' : h3().latLngToCell(latitude, longitude, at);
    },
  },
  geo_h3cell_to_central_point: {
    parameters: ['string'],
    result: 'dynamic',
    run: (name: string) =>
      ofCell(name, (cell, library) => {
        const [latitude, longitude] = library.cellToLatLng(cell);
        return JSON.stringify({ type: 'Point', coordinates: [longitude, latitude] });
      }),
  },
  geo_h3cell_to_polygon: {
    parameters: ['string'],
    result: 'dynamic',
    run: (name: string) =>
      ofCell(name, (cell, library) =>
        JSON.stringify({ type: 'Polygon', coordinates: [library.cellToBoundary(cell, true)] }),
      ),
  },
  geo_h3cell_neighbors: {
    parameters: ['string'],
    result: 'dynamic',
    run: (name: string) => ofCell(name, (cell, library) => neighbors(cell, library)),
  },
  geo_h3cell_rings: {
    parameters: ['string', 'long'],
    result: 'dynamic',
    run: (name: string, count: bigint) =>
      ofCell(name, (cell, library) =>
        count >= 0n && count <= BigInt(mostRings) ? JSON.stringify(rings(cell, library, Number(count))) : null,
      ),
  },
  geo_h3cell_level: {
    parameters: ['string'],
    result: 'long',
    run: (name: string) => ofCell(name, (cell, library) => BigInt(library.getResolution(cell))),
  },
  geo_h3cell_parent: {
    parameters: ['string', 'long'],
    defaults: ['-1::BIGINT'],
    result: 'string',
    run: (name: string, level: bigint) =>
      ofCell(name, (cell, library) => {
        const own = library.getResolution(cell);
        const wanted = level === -1n ? own - 1 : Number(level);
        return wanted < 0 || wanted >= own ? '' : library.cellToParent(cell, wanted);
      }),
  },
  geo_h3cell_children: {
    parameters: ['string', 'long'],
    defaults: ['-1::BIGINT'],
    result: 'dynamic',
    run: (name: string, level: bigint) =>
      ofCell(name, (cell, library) => {
        const own = library.getResolution(cell);
        const wanted = level === -1n ? own + 1 : Number(level);
        if (wanted <= own || wanted > finest || wanted - own > 5) return null;
        return JSON.stringify(library.cellToChildren(cell, wanted));
      }),
  },
  geo_polygon_to_h3cells: {
    parameters: ['dynamic', 'long'],
    defaults: ['6::BIGINT'],
    result: 'dynamic',
    run: polygonCells,
  },
});
