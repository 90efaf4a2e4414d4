import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { hasSharedData, readSharedRows } from '../testing/shared-data.js';
import { expandEventData } from './expand.js';
import { parseEventData } from './parse.js';

const NAMESPACE = 'http://schemas.microsoft.com/win/2004/08/events/event';
const escaped = (text: string) =>
  text.replace(/[&<>"']/g, (c) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' }[c]};`);
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  trimValues: false,
  isArray: (name) => name === 'Data',
});

describe('EventData', () => {
  it('is read with and without its namespace', () => {
    const data = '<Data Name="a">1</Data><Data Name="b">two &amp; &#x33;</Data>';
    const expected = [
      ['a', '1'],
      ['b', 'two & 3'],
    ];
    expect(parseEventData(`<EventData>${data}</EventData>`)).toEqual(expected);
    expect(parseEventData(`<EventData xmlns="${NAMESPACE}">\r\n  ${data}\r\n</EventData>`)).toEqual(expected);
    const prefixed = data.replaceAll('<Data', '<e:Data').replaceAll('</Data', '</e:Data');
    expect(parseEventData(`<e:EventData xmlns:e="${NAMESPACE}">${prefixed}</e:EventData>`)).toEqual(expected);
  });

  it('numbers values without a name by their place', () => {
    expect(
      parseEventData('<EventData><Data>x</Data><Data Name="n">y</Data><Data/><Binary>00</Binary></EventData>'),
    ).toEqual([
      ['param1', 'x'],
      ['n', 'y'],
      ['param3', ''],
    ]);
  });

  it('takes CDATA, comments and nested elements', () => {
    expect(
      parseEventData("<EventData><!-- a --><Data Name='x'><![CDATA[<Task>&amp;</Task>]]><b>!</b></Data></EventData>"),
    ).toEqual([['x', '<Task>&amp;</Task>!']]);
  });

  it.each([
    null,
    undefined,
    '',
    'no xml',
    '<EventData>',
    '<EventData><Data Name="a">1</EventData>',
    '<EventData><Data Name="a>1</Data></EventData>',
    '<EventData><Data Name="a">&unknown;</Data></EventData>',
    '<!DOCTYPE x [<!ENTITY a "aaaa">]><EventData><Data Name="a">&a;</Data></EventData>',
    '<EventData/><EventData/>',
    '<EventData></EventData>rest',
    `${'<a>'.repeat(100)}${'</a>'.repeat(100)}`,
  ])('is null for %j', (xml) => {
    expect(parseEventData(xml)).toBeNull();
  });

  it('is empty where an event has none', () => {
    expect(parseEventData('<EventData />')).toEqual([]);
  });

  it('says what another parser says', () => {
    const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_ ]{0,10}$/);
    const value = fc.string({ unit: fc.constantFrom(...'abc <>&"\'\\/=\t0é😀]'), maxLength: 30 });
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { minLength: 1, maxLength: 8 }), (pairs) => {
        const elements = pairs.map(([key, text]) => `<Data Name="${escaped(key)}">${escaped(text)}</Data>`);
        const xml = `<EventData xmlns="${NAMESPACE}">${elements.join('\n')}</EventData>`;
        const other = parser.parse(xml).EventData.Data as (string | Record<string, string>)[];
        const theirs = other.map((item) =>
          typeof item === 'string' ? ['', item] : [item['@Name'], item['#text'] ?? ''],
        );
        expect(parseEventData(xml)).toEqual(pairs);
        expect(theirs).toEqual(pairs);
      }),
    );
  });

  it('never throws, and takes time in proportion to its text', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('<', '>', '/', 'Data', ' ', 'Name="', '"', '&', ';', '<![CDATA[', ']]>', '<!--', 'a'),
          maxLength: 60,
        }),
        (xml) => {
          parseEventData(xml);
        },
      ),
    );
    for (const piece of ['<', '<a ', '<Data Name="', '&', '<!--', '<![CDATA[', '<a>', '<EventData>&amp', '<Data/>']) {
      const started = performance.now();
      parseEventData(`<E>${piece.repeat(200_000)}`);
      expect(performance.now() - started).toBeLessThan(3000);
    }
  });

  it.skipIf(!hasSharedData)('of real security events is read whole', () => {
    const rows = readSharedRows('sentinel/SecurityEvent__all_events.ndjson').filter((row) => row.EventData);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      const xml = String(row.EventData);
      expect(parseEventData(xml)).toHaveLength(xml.split('<Data').length - 1);
    }
  });
});

describe('expanded event data', () => {
  it('has a column a name, fills empty cells and drops empty columns', () => {
    const events = [
      [
        ['TaskName', '\\a'],
        ['Account', 'other'],
        ['Empty', ' '],
      ],
      null,
      [['Account', 'bob']],
    ] as const;
    expect(
      expandEventData(events, { Account: ['alice', null, ''], Gone: [null, '', undefined], EventID: [1, 2, 3] }),
    ).toEqual({
      Account: ['alice', '', 'bob'],
      EventID: [1, 2, 3],
      TaskName: ['\\a', '', ''],
    });
  });
});
