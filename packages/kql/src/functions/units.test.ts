import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestEngine, type TestEngine, value } from './test-engine.js';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

const text = (written: string) => value('string', written);
const real = (number: number) => value('real', number);

// Defined by the units themselves: a mile is 1609.344 m, water boils at 212 degrees Fahrenheit.
test.each([
  ['convert_length', 1, 'Mile', 'Meter', 1609.344],
  ['convert_mass', 1, 'Pound', 'Gram', 453.59237],
  ['convert_speed', 36, 'KilometerPerHour', 'MeterPerSecond', 10],
  ['convert_temperature', 100, 'DegreeCelsius', 'DegreeFahrenheit', 212],
  ['convert_volume', 1, 'CubicMeter', 'Liter', 1000],
  ['convert_angle', 180, 'Degree', 'Radian', Math.PI],
  ['convert_energy', 1, 'KilowattHour', 'Joule', 3_600_000],
])('%s of %s %s in %s', async (name, amount, from, to, expected) => {
  expect(await engine.call(name, real(amount), text(from), text(to))).toBeCloseTo(expected, 6);
});

test('an unknown unit gives null', async () => {
  expect(await engine.call('convert_length', real(1), text('Ell'), text('Meter'))).toBeNull();
});

test('a cell of the Statue of Liberty, its parent and its level', async () => {
  const place = [real(-74.04450446039874), real(40.689250859314974), value('long', 6)];
  expect(await engine.call('geo_point_to_h3cell', ...place)).toBe('862a1072fffffff');
  expect(await engine.call('geo_h3cell_parent', text('862a1072fffffff'))).toBe('852a1073fffffff');
  expect(await engine.call('geo_h3cell_level', text('no cell'))).toBeNull();
});
