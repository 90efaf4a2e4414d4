import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile } from './compile.js';
import { KqlError } from './model/error.js';
import type { DatabaseSchema } from './model/schema.js';
import { formatKqlLiteral, quoteKqlString } from './quoting.js';
import { type KqlEngine, openEngine } from './testing/engine.js';

const schema: DatabaseSchema = {
  name: 'd',
  tables: [
    {
      name: 'T',
      columns: [
        { name: 's', type: 'string' },
        { name: 'd', type: 'dynamic' },
      ],
    },
  ],
};
const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc
    .array(
      fc.constantFrom(
        "'",
        '"',
        '\\',
        '\n',
        '--',
        ';',
        '/*',
        '*/',
        '$$',
        '\0',
        '[',
        ']',
        '{',
        '}',
        '%',
        'é',
        '​',
        'DROP',
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);
const wellFormed = nasty.filter((text) => !/\p{Surrogate}/u.test(text));

describe('text that an attacker or an author wrote', () => {
  let engine: KqlEngine;
  beforeAll(async () => {
    engine = await openEngine();
    await engine.createTables(schema);
  });
  afterAll(() => engine.close());

  it('comes back from a literal as it went in', async () => {
    await fc.assert(
      fc.asyncProperty(wellFormed, async (text) => {
        const answer = await engine.answer(
          `print a = ${quoteKqlString(text)}, b = strlen(${formatKqlLiteral(text, 'string')})`,
        );
        expect(answer.rows[0]?.[0]).toBe(text);
      }),
      { numRuns: 150 },
    );
  });

  it('stays a value in every string operator', async () => {
    const operators = [
      '==',
      '=~',
      'has',
      '!has',
      'contains',
      'startswith',
      'endswith',
      'hasprefix',
      'hassuffix',
      'contains_cs',
      'has_cs',
    ];
    await engine.connection.run(`INSERT INTO "T" VALUES ('kept', NULL)`);
    await fc.assert(
      fc.asyncProperty(wellFormed, fc.constantFrom(...operators), async (text, operator) => {
        await engine.answer(
          `T | where s ${operator} ${quoteKqlString(text)} or s in~ (${quoteKqlString(text)}) or s has_any (${quoteKqlString(text)}, "x")`,
          schema,
        );
        expect((await engine.answer('T | count', schema)).rows).toEqual([[1]]);
      }),
      { numRuns: 100 },
    );
  });

  it('stays a name in columns, keys and parameters', async () => {
    await fc.assert(
      fc.asyncProperty(wellFormed, async (text) => {
        const quoted = quoteKqlString(text);
        const name = text.replaceAll('\0', '') === '' ? '"n"' : quoteKqlString(text.replaceAll('\0', ''));
        const answer = await engine
          .answer(`print [${name}] = 1, the_bag = bag_pack(${quoted}, 2) | extend the_value = the_bag[${quoted}]`)
          .catch((error: unknown) => {
            if (error instanceof KqlError) return undefined;
            throw error;
          });
        if (answer) expect(answer.rows[0]?.[0]).toBe(1);
      }),
      { numRuns: 100 },
    );
  });

  it('stays a name where keys of the data become columns', async () => {
    await fc.assert(
      fc.asyncProperty(wellFormed, async (key) => {
        const bag = JSON.stringify({ [key]: 'value' });
        const answer = await engine
          .answer(`print todynamic(${quoteKqlString(bag)}) | project d = print_0 | evaluate bag_unpack(d)`)
          .catch((error: unknown) => {
            if (error instanceof KqlError) return undefined;
            throw error;
          });
        if (answer && answer.columns.length === 1 && !key.includes('\0')) expect(answer.rows).toEqual([['value']]);
      }),
      { numRuns: 100 },
    );
  });

  it('is refused when it is nested beyond reason', () => {
    for (const depth of [500, 20_000]) {
      const query = `print a = ${'('.repeat(depth)}1${')'.repeat(depth)}`;
      expect(() => compile(query, schema)).toThrow(KqlError);
    }
  });

  it('is compiled or refused, whatever it is', () => {
    const words = fc.constantFrom(
      'T',
      '|',
      'where',
      'extend',
      'project',
      'summarize',
      'by',
      'count()',
      's',
      'd',
      'd.x',
      '=',
      '==',
      '(',
      ')',
      '"a"',
      'join',
      'on',
      'let',
      ';',
      'union',
      'mv-expand',
      'parse',
      'with',
      '*',
      ',',
      '1',
      'in',
      'make-series',
      'range',
      '[',
      ']',
      'evaluate',
      'pivot(s)',
      'search',
    );
    const query = fc.oneof(
      nasty,
      fc.array(words, { maxLength: 25 }).map((parts) => parts.join(' ')),
      words.chain((word) => nasty.map((text) => `T | ${word} ${text}`)),
    );
    fc.assert(
      fc.property(query, (text) => {
        try {
          compile(text, schema);
        } catch (error) {
          if (!(error instanceof KqlError)) throw error;
          expect(error.line).toBeGreaterThan(0);
          expect(error.column).toBeGreaterThan(0);
        }
      }),
      { numRuns: 400 },
    );
  });
});
