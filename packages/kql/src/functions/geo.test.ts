import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestEngine, type TestEngine, value } from './test-engine.js';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

const shape = (geometry: object) => value('dynamic', JSON.stringify(geometry));
const real = (number: number) => value('real', number);
const centralPark = shape({
  type: 'Polygon',
  coordinates: [
    [
      [-73.9495, 40.7969],
      [-73.95807266235352, 40.80068603561921],
      [-73.98201942443848, 40.76825672305777],
      [-73.97317886352539, 40.76455136505513],
      [-73.9495, 40.7969],
    ],
  ],
});
const line = shape({
  type: 'LineString',
  coordinates: [
    [-73.95807266235352, 40.800426144169315],
    [-73.94966125488281, 40.79691751000055],
    [-73.97317886352539, 40.764486356930334],
  ],
});

test('angles between points', async () => {
  expect(await engine.call('geo_azimuth', real(5), real(10), real(10), real(-40))).toBeCloseTo(3.054599397964492, 9);
  expect(await engine.call('geo_azimuth', real(5), real(10), real(5), real(10))).toBeNull();
  expect(await engine.call('geo_angle', ...[0, 10, 0, 5, 3, -10].map(real))).toBeCloseTo(2.9449384340688165, 9);
});

test('lengths and areas in metres', async () => {
  expect(await engine.call('geo_line_length', line)).toBeCloseTo(4922.4801699208065, 3);
  expect(await engine.call('geo_polygon_area', centralPark)).toBeCloseTo(3475207.28346606, 0);
  expect(
    await engine.call(
      'geo_polygon_area',
      shape({
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [10, 10],
            [10, 10],
            [0, 0],
          ],
        ],
      }),
    ),
  ).toBeNull();
});

test('centres', async () => {
  const [longitude, latitude] = (
    JSON.parse(String(await engine.call('geo_polygon_centroid', centralPark))) as { coordinates: number[] }
  ).coordinates;
  expect(longitude).toBeCloseTo(-73.96573568990762, 7);
  expect(latitude).toBeCloseTo(40.78255053805781, 7);
});

test('points in circles and polygons', async () => {
  const seattle = [-122.317404, 47.609119, 18000].map(real);
  expect(await engine.call('geo_point_in_circle', real(-122.201741), real(47.677084), ...seattle)).toBe(true);
  expect(await engine.call('geo_point_in_circle', real(-122.443663), real(47.247092), ...seattle)).toBe(false);
  expect(await engine.call('geo_point_in_polygon', real(-73.9657), real(40.7825), centralPark)).toBe(true);
  expect(await engine.call('geo_point_in_polygon', real(106), real(-40.78), centralPark)).toBe(false);
  expect(await engine.call('geo_point_in_polygon', real(200), real(1), centralPark)).toBeNull();
});

test('the nearest point', async () => {
  const found = JSON.parse(
    String(await engine.call('geo_closest_point_on_polygon', real(-73.9839), real(40.7705), centralPark)),
  ) as { coordinates: number[] };
  expect(found.coordinates[0]).toBeCloseTo(-73.98120558015391, 6);
  expect(found.coordinates[1]).toBeCloseTo(40.76935945284321, 6);
});

test('crossings', async () => {
  const a = shape({
    type: 'LineString',
    coordinates: [
      [-73.978929, 40.785155],
      [-73.980903, 40.782621],
    ],
  });
  const b = shape({
    type: 'LineString',
    coordinates: [
      [-73.985195, 40.788275],
      [-73.974552, 40.779761],
    ],
  });
  expect(await engine.call('geo_intersects_2lines', a, b)).toBe(true);
  expect(
    await engine.call(
      'geo_intersects_2lines',
      a,
      shape({
        type: 'LineString',
        coordinates: [
          [0, 0],
          [1, 1],
        ],
      }),
    ),
  ).toBe(false);
});

test('geohashes', async () => {
  expect(await engine.call('geo_point_to_geohash', real(-122.303404), real(47.570482))).toBe('c23n8');
  expect(await engine.call('geo_point_to_geohash', real(200), real(1))).toBe('');
  expect(await engine.call('geo_geohash_neighbors', 'sunny')).toBe(
    '["sunnv","sunnt","sunnw","sunnx","sunpp","sunnz","sunpn","sunpj"]',
  );
  expect(await engine.call('geo_geohash_to_polygon', 'dr5ru')).toBe(
    '{"type":"Polygon","coordinates":[[[-74.00390625,40.7373046875],[-73.9599609375,40.7373046875],[-73.9599609375,40.78125],[-74.00390625,40.78125],[-74.00390625,40.7373046875]]]}',
  );
  expect(await engine.call('geo_geohash_to_central_point', 'a')).toBeNull();
});

test('S2 cells', async () => {
  expect(await engine.call('geo_point_to_s2cell', real(10.1234), real(53), 8)).toBe('47b1d');
  expect(await engine.call('geo_point_to_s2cell', real(10.6842), real(53), 8)).toBe('47ae3');
  expect(await engine.call('geo_point_to_s2cell', real(300), real(1), 8)).toBe('');
  expect(await engine.call('geo_s2cell_neighbors', '89c259')).toBe(
    '["89c25d","89c25b","89c2f7","89c257","89c2f5","89c251","89c25f","89c2f9"]',
  );
  expect(await engine.call('geo_s2cell_to_central_point', 'a')).toBeNull();
  const cell = JSON.parse(String(await engine.call('geo_s2cell_to_polygon', '89c259'))) as {
    coordinates: number[][][];
  };
  expect(cell.coordinates[0]?.[0]?.[0]).toBeCloseTo(-74.03001224983848, 9);
  expect(cell.coordinates[0]?.[0]?.[1]).toBeCloseTo(40.8012684339439, 9);
});

test('well-known text', async () => {
  expect(await engine.call('geo_from_wkt', 'MULTIPOINT (1 1, 2 2, 3 3)')).toBe(
    '{"type":"MultiPoint","coordinates":[[1,1],[2,2],[3,3]]}',
  );
  expect(
    await engine.call('geo_from_wkt', 'GEOMETRYCOLLECTION (POINT (1 1),POLYGON ((10 10, 12 10, 12 12, 10 10)))'),
  ).toBe(
    '{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,1]},{"type":"Polygon","coordinates":[[[10,10],[12,10],[12,12],[10,10]]]}]}',
  );
  expect(await engine.call('geo_from_wkt', 'POINT (1)')).toBeNull();
});
