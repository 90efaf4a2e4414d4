import type { BoundQuery, Diagnostic } from './language/syntax.js';
import type { LoweringError } from './lower/scope.js';
import { KqlError, type KqlErrorCode } from './model/error.js';
import type { DatabaseSchema } from './model/schema.js';
import { nearest } from './nearest.js';

/** Line and column, counted from 1, of an offset. */
export function positionOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, Math.max(0, Math.min(offset, text.length)));
  const line = before.split('\n').length;
  return { line, column: before.length - before.lastIndexOf('\n') };
}

export function locate(error: LoweringError, text: string): KqlError {
  const { start, ...details } = error.refusal;
  return new KqlError({ ...details, ...positionOf(text, start) });
}

const codes: Readonly<Record<string, KqlErrorCode>> = {
  KS204: 'unknown-table',
  KS205: 'unknown-table',
  KS142: 'unknown-column',
  KS143: 'unknown-column',
  KS211: 'unknown-function',
};

function codeOf(diagnostic: Diagnostic): KqlErrorCode {
  const known = codes[diagnostic.code];
  if (known) return known;
  if (/function '?.*'? (is not|does not)/i.test(diagnostic.message) || /unknown function/i.test(diagnostic.message))
    return 'unknown-function';
  return /^KS0|^KS17|expected/i.test(diagnostic.code) || /expected|unexpected|syntax/i.test(diagnostic.message)
    ? 'syntax'
    : 'semantic';
}

/** The first error of the language service as ours, with the known name that comes nearest. */
export function toKqlError(diagnostic: Diagnostic, bound: BoundQuery, schema: DatabaseSchema): KqlError {
  const code = codeOf(diagnostic);
  const subject = /'([^']+)'/.exec(diagnostic.message)?.[1];
  const hint = subject && code.startsWith('unknown') ? hintFor(code, subject, schema, bound.text) : undefined;
  return new KqlError({
    code,
    message: diagnostic.message,
    ...positionOf(bound.text, diagnostic.start),
    length: diagnostic.length,
    ...(subject ? { subject } : {}),
    ...(hint ? { hint } : {}),
  });
}

function hintFor(code: KqlErrorCode, subject: string, schema: DatabaseSchema, text: string): string | undefined {
  const tables = schema.tables.map((table) => table.name);
  const read = schema.tables.filter((table) => new RegExp(`\\b${table.name.replace(/[^\w]/g, '.')}\\b`).test(text));
  const columns = (read.length > 0 ? read : schema.tables).flatMap((table) =>
    table.columns.map((column) => column.name),
  );
  const functions = (schema.functions ?? []).map((saved) => saved.name);
  const candidates =
    code === 'unknown-table'
      ? [...tables, ...functions]
      : code === 'unknown-function'
        ? functions
        : [...columns, ...tables];
  const close = nearest(subject, candidates);
  if (close) return `Did you mean ${close}?`;
  if (code === 'unknown-table') return tables.length === 0 ? 'The workspace has no tables yet.' : undefined;
  return undefined;
}
