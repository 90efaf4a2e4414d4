import type { HostValue, SqlExpression } from '../model/compiled-query.js';
import { text } from './convert.js';
import { hostScalars } from './host.js';
import type { FunctionFamily } from './registry.js';
import { bind, typed } from './sql.js';

/** The fields of the first record. */
function parseCsv(source: string): HostValue {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    let field = '';
    if (source[at] === '"') {
      at++;
      for (;;) {
        const quote = source.indexOf('"', at);
        if (quote < 0) {
          field += source.slice(at);
          at = source.length;
          break;
        }
        field += source.slice(at, quote);
        at = quote + 1;
        if (source[at] !== '"') break;
        field += '"';
        at++;
      }
    }
    const start = at;
    while (at < source.length && source[at] !== ',' && source[at] !== '\n' && source[at] !== '\r') at++;
    fields.push(field + source.slice(start, at));
    if (source[at] !== ',') return JSON.stringify(fields);
    at++;
  }
}

/** Arguments as the C runtime of Windows splits them: backslashes count only before a quote. */
function parseCommandLine(line: string): HostValue {
  const args: string[] = [];
  let at = 0;
  for (;;) {
    while (line[at] === ' ' || line[at] === '\t') at++;
    if (at >= line.length) return args.length === 0 ? null : JSON.stringify(args);
    let argument = '';
    let quoted = false;
    for (; at < line.length; at++) {
      const letter = line[at] as string;
      if (letter === '\\') {
        let count = 1;
        while (line[at + count] === '\\') count++;
        if (line[at + count] === '"') {
          argument += '\\'.repeat(count >> 1);
          if (count % 2 === 1) {
            argument += '"';
            count++;
          }
        } else {
          argument += '\\'.repeat(count);
        }
        at += count - 1;
      } else if (letter === '"') {
        if (quoted && line[at + 1] === '"') {
          argument += '"';
          at++;
        } else {
          quoted = !quoted;
        }
      } else if (!quoted && (letter === ' ' || letter === '\t')) {
        break;
      } else {
        argument += letter;
      }
    }
    args.push(argument);
  }
}

const host = hostScalars({
  parse_csv: { parameters: ['string'], result: 'dynamic', run: parseCsv },
  parse_command_line: {
    parameters: ['string', 'string'],
    result: 'dynamic',
    run: (line: string, kind: string) => (kind.toLowerCase() === 'windows' ? parseCommandLine(line) : null),
  },
});

const step = 1024;
const sizes = ['Bytes', 'KB', 'MB', 'GB', 'TB', 'PB', 'EB'];

function formatBytes(value: number, precision: bigint, unit: string): HostValue {
  const wanted = unit === '' ? -1 : sizes.findIndex((size) => size.toLowerCase() === unit.toLowerCase());
  if (unit !== '' && wanted < 0) return null;
  let [size, index] = [value, 0];
  while (wanted < 0 ? Math.abs(size) >= step && index < sizes.length - 1 : index < wanted) {
    size /= step;
    index++;
  }
  const digits = Math.min(20, Math.max(0, Number(precision)));
  return `${Number(size.toFixed(digits))} ${sizes[index]}`;
}

const bytes = hostScalars({
  format_bytes: { parameters: ['real', 'long', 'string'], defaults: ['0', "''"], result: 'string', run: formatBytes },
});

export const textRecordFamily: FunctionFamily = {
  scalars: {
    ...host.scalars,
    ...bytes.scalars,
    /** Up to four numbers of up to eight digits each, as one decimal that compares as the version does. */
    parse_version: ([arg]) =>
      typed(
        'decimal',
        bind(
          [text(arg as SqlExpression)],
          (s) =>
            `CASE WHEN regexp_full_match(${s}, '\\d{1,8}(?:\\.\\d{1,8}){0,3}') THEN (list_reduce(list_transform(list_resize(string_split(${s}, '.'), 4, '0'), lambda p: lpad(p, 8, '0')), lambda a, b: a || b))::DECIMAL(38, 0) END`,
        ),
      ),
  },
  hostFunctions: [...host.hostFunctions, ...bytes.hostFunctions],
};
