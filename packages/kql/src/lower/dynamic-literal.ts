import type { Syntax } from '../language/syntax.js';
import { parseLiteral } from './literal.js';
import { refuse, type Scope } from './scope.js';

/** The JSON text of what stands inside `dynamic(...)`, which may also hold datetime and other typed literals. */
export function dynamicText(node: Syntax, scope: Scope): string {
  switch (node.kind) {
    case 'JsonArrayExpression':
      return `[${node
        .list('Values')
        .map((value) => dynamicText(value, scope))
        .join(',')}]`;
    case 'JsonObjectExpression': {
      const pairs = node.list('Pairs').map((pair) => {
        const name = unquote(pair.child('Name').text);
        return `${JSON.stringify(name)}:${dynamicText(pair.child('Value'), scope)}`;
      });
      return `{${pairs.join(',')}}`;
    }
    case 'StringLiteralExpression':
    case 'CompoundStringLiteralExpression':
      return JSON.stringify(node.stringValue ?? '');
    case 'BooleanLiteralExpression':
      return /true|1/i.test(node.text) ? 'true' : 'false';
    case 'NullLiteralExpression':
      return 'null';
    case 'DynamicExpression':
    case 'ParenthesizedExpression':
      return dynamicText(node.child('Expression'), scope);
    case 'UnaryMinusExpression':
      return `-${dynamicText(node.child('Expression'), scope)}`;
    case 'UnaryPlusExpression':
      return dynamicText(node.child('Expression'), scope);
    case 'DateTimeLiteralExpression': {
      const literal = parseLiteral('datetime', inside(node.text));
      return typeof literal?.literal === 'string' ? `"${literal.literal.replace(' ', 'T')}0Z"` : 'null';
    }
    case 'TimespanLiteralExpression': {
      const literal = parseLiteral('timespan', inside(node.text));
      return typeof literal?.literal === 'bigint' ? `"${timespanText(literal.literal)}"` : 'null';
    }
    case 'GuidLiteralExpression':
      return JSON.stringify(inside(node.text));
    case 'LongLiteralExpression':
    case 'IntLiteralExpression': {
      const literal = parseLiteral('long', inside(node.text));
      return String(literal?.literal ?? 'null');
    }
    case 'RealLiteralExpression':
    case 'DecimalLiteralExpression': {
      const value = Number(inside(node.text));
      return Number.isFinite(value)
        ? JSON.stringify(value).includes('.') || /e/i.test(String(value))
          ? String(value)
          : `${value}.0`
        : 'null';
    }
    default:
      return refuse(scope, node, `${node.text} cannot stand inside dynamic()`);
  }
}

function inside(source: string): string {
  return /^[a-z]\w*\s*\((.*)\)$/is.exec(source)?.[1]?.trim() ?? source;
}

function unquote(source: string): string {
  const body = source.slice(1, -1);
  return body.replace(/\\(u[\da-f]{4}|.)/gi, (_all, sequence: string) => {
    if (/^u/i.test(sequence) && sequence.length === 5)
      return String.fromCharCode(Number.parseInt(sequence.slice(1), 16));
    return ({ n: '\n', t: '\t', r: '\r' } as Readonly<Record<string, string>>)[sequence] ?? sequence;
  });
}

/** `[-][d.]hh:mm:ss[.fffffff]`, as Kusto prints a timespan. */
export function timespanText(ticks: bigint): string {
  const size = ticks < 0n ? -ticks : ticks;
  const pad = (value: bigint, width: number) => String(value).padStart(width, '0');
  const seconds = size / 10_000_000n;
  const days = seconds / 86400n;
  const clock = [(seconds / 3600n) % 24n, (seconds / 60n) % 60n, seconds % 60n].map((part) => pad(part, 2)).join(':');
  const fraction = size % 10_000_000n === 0n ? '' : `.${pad(size % 10_000_000n, 7)}`;
  return `${ticks < 0n ? '-' : ''}${days === 0n ? '' : `${days}.`}${clock}${fraction}`;
}
