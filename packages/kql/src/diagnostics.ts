import { compileOrShape } from './compile.js';
import { positionOf, toKqlError } from './errors.js';
import { isTolerated } from './language/leniency.js';
import { bind } from './language/service.js';
import { KqlError, type KqlErrorCode } from './model/error.js';
import type { DatabaseSchema } from './model/schema.js';

/** One remark on a query, for an editor to show in place. */
export interface QueryDiagnostic {
  readonly severity: 'error' | 'warning' | 'information';
  readonly code: KqlErrorCode;
  readonly message: string;
  readonly hint?: string;
  /** Line and column count from 1, offset from 0; lengths are in UTF-16 units. */
  readonly line: number;
  readonly column: number;
  readonly offset: number;
  readonly length: number;
}

/** All that is wrong with a query: every remark of the language service, else the first construct we cannot compile. */
export function diagnostics(query: string, schema: DatabaseSchema): readonly QueryDiagnostic[] {
  const bound = bind(query, schema);
  const remarks = bound.diagnostics
    .filter((remark) => !isTolerated(remark, bound.root))
    .map((remark): QueryDiagnostic => {
      const { code, message, hint, line, column } = toKqlError(remark, bound, schema);
      const severity =
        remark.severity === 'Error' ? 'error' : remark.severity === 'Warning' ? 'warning' : 'information';
      return {
        severity,
        code,
        message,
        ...(hint ? { hint } : {}),
        line,
        column,
        offset: remark.start,
        length: remark.length,
      };
    });
  if (query.trim() === '' || remarks.some((remark) => remark.severity === 'error')) return remarks;
  const refused = refusal(query, schema);
  return refused ? [...remarks, refused] : remarks;
}

function refusal(query: string, schema: DatabaseSchema): QueryDiagnostic | undefined {
  try {
    compileOrShape(query, schema, {});
    return undefined;
  } catch (error) {
    if (!(error instanceof KqlError)) throw error;
    // A query parameter gets its value when the query runs.
    if (error.message.startsWith('The query parameter ')) return undefined;
    const { code, message, hint, line, column, length } = error;
    const offset = offsetOf(query, line, column);
    return {
      severity: 'error',
      code,
      message,
      ...(hint ? { hint } : {}),
      ...positionOf(query, offset),
      offset,
      length,
    };
  }
}

function offsetOf(text: string, line: number, column: number): number {
  const lines = text.split('\n').slice(0, line - 1);
  return lines.reduce((sum, current) => sum + current.length + 1, 0) + column - 1;
}
