import { hostScalars } from './host.js';
import type { FunctionFamily } from './registry.js';

type Nested = readonly (number | Nested)[];
type Shape =
  | { readonly type: string; readonly coordinates: Nested }
  | { readonly type: string; readonly geometries: readonly Shape[] };

const types: Readonly<Record<string, readonly [type: string, depth: number]>> = {
  POINT: ['Point', 0],
  LINESTRING: ['LineString', 1],
  POLYGON: ['Polygon', 2],
  MULTIPOINT: ['MultiPoint', 1],
  MULTILINESTRING: ['MultiLineString', 2],
  MULTIPOLYGON: ['MultiPolygon', 3],
};

/** Well-known text as GeoJSON; undefined where it is none. */
export function readWkt(source: string): Shape | undefined {
  const tokens = source.match(/[A-Za-z]+|[(),]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|\S/g) ?? [];
  let at = 0;
  const take = (wanted: string): boolean => tokens[at] === wanted && ++at > 0;

  const list = <T>(item: () => T | undefined): T[] | undefined => {
    if (!take('(')) return undefined;
    const items: T[] = [];
    do {
      const next = item();
      if (next === undefined) return undefined;
      items.push(next);
    } while (take(','));
    return take(')') ? items : undefined;
  };
  const position = (): Nested | undefined => {
    const numbers: number[] = [];
    while (/^[-+.\d]/.test(tokens[at] ?? '')) numbers.push(Number(tokens[at++]));
    return numbers.length >= 2 && numbers.every(Number.isFinite) ? numbers : undefined;
  };
  const nested = (depth: number): Nested | undefined => {
    if (depth > 0) return list(() => (depth === 1 ? (tokens[at] === '(' ? nested(0) : position()) : nested(depth - 1)));
    return list(position)?.[0] as Nested | undefined;
  };
  const shape = (level: number): Shape | undefined => {
    const name = (tokens[at++] ?? '').toUpperCase();
    if (name === 'GEOMETRYCOLLECTION' && level < 16) {
      const geometries = list(() => shape(level + 1));
      return geometries && { type: 'GeometryCollection', geometries };
    }
    const known = types[name];
    const coordinates = known && nested(known[1]);
    return known && coordinates ? { type: known[0], coordinates } : undefined;
  };
  const read = shape(0);
  return at === tokens.length ? read : undefined;
}

export const geoWktFamily: FunctionFamily = hostScalars({
  geo_from_wkt: {
    parameters: ['string'],
    result: 'dynamic',
    run: (source: string) => {
      const shape = readWkt(source);
      return shape ? JSON.stringify(shape) : null;
    },
  },
});
