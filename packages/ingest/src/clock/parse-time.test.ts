import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseIsoTime } from './parse-time.js';
import { parseUsTime } from './parse-us-time.js';

const dates = fc.date({
  min: new Date('0001-01-01T00:00:00Z'),
  max: new Date('9999-12-31T23:59:59.999Z'),
  noInvalidDate: true,
});

describe('times', () => {
  test('ISO times mean what Date takes them for', () => {
    fc.assert(
      fc.property(dates, (date) => {
        expect(parseIsoTime(date.toISOString())).toBe(date.getTime() * 1000);
      }),
    );
  });

  test('offsets are taken off', () => {
    const offset = fc.tuple(fc.constantFrom('+', '-'), fc.integer({ min: 0, max: 14 }), fc.constantFrom(0, 30, 45));
    fc.assert(
      fc.property(dates, offset, (date, [sign, hours, minutes]) => {
        const zone = `${sign}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
        const shift = (sign === '-' ? -1 : 1) * (hours * 60 + minutes) * 60e6;
        expect(parseIsoTime(date.toISOString().replace('Z', zone))).toBe(date.getTime() * 1000 - shift);
      }),
    );
  });

  test.each([
    ['2019-02-11T08:40:22.537Z', '2019-02-11T08:40:22.537Z'],
    ['2020-10-19 03:30:41.104', '2020-10-19T03:30:41.104Z'],
    ['2022-05-13T08:54:05.1230000Z', '2022-05-13T08:54:05.123Z'],
    ['2019-03-18T22:15Z', '2019-03-18T22:15:00Z'],
    ['2019-03-18', '2019-03-18T00:00:00Z'],
    ['2020-02-29T00:00:00 UTC', '2020-02-29T00:00:00Z'],
  ])('%s', (text, iso) => {
    expect(parseIsoTime(text)).toBe(Date.parse(iso) * 1000);
  });

  test('a microsecond is kept and what is finer is cut off', () => {
    expect(parseIsoTime('2021-10-05T15:11:27.9108388Z')).toBe(Date.parse('2021-10-05T15:11:27Z') * 1000 + 910_838);
  });

  test.each([
    '',
    'yesterday',
    '2019-13-01',
    '2019-02-29T00:00:00Z',
    '2019-01-01T24:00:00',
    '2019-01-01T00:60:00Z',
    '2019-01-01T00:00:00+25:00',
    '2019-01-01Tnoon',
    '20190101',
    '2019-01-01T00:00:00.1x',
  ])('%j is no time', (text) => expect(parseIsoTime(text)).toBeUndefined());

  test.each([
    ['7/8/2019 16:08', '2019-07-08T16:08:00Z'],
    ['4/19/2022, 9:57:02.487 PM', '2022-04-19T21:57:02.487Z'],
    ['12/31/2020 12:00:01 AM', '2020-12-31T00:00:01Z'],
    ['12/31/2020 12:00 PM', '2020-12-31T12:00:00Z'],
    ['1/2/2020', '2020-01-02T00:00:00Z'],
  ])('US date %s', (text, iso) => {
    expect(parseUsTime(text)).toBe(Date.parse(iso) * 1000);
  });

  test.each(['13/1/2020', '1/32/2020', '1/1/20', '1/1/2020 25:00', '1/1/2020 13:00 PM', '1/1/2020 0:30 AM', 'a/b/c'])(
    '%s is no US date',
    (text) => {
      expect(parseUsTime(text)).toBeUndefined();
    },
  );

  test('no text makes the parsers fail', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const value of [parseIsoTime(text), parseUsTime(text)])
          expect(value === undefined || Number.isSafeInteger(value)).toBe(true);
      }),
    );
  });
});
