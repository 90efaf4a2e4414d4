export type KqlErrorCode =
  | 'syntax'
  | 'unknown-table'
  | 'unknown-column'
  | 'unknown-function'
  | 'semantic'
  | 'unsupported'
  | 'limit';

export interface KqlErrorDetails {
  readonly code: KqlErrorCode;
  readonly message: string;
  /** Where in the query text: line and column count from 1, length in UTF-16 units. */
  readonly line: number;
  readonly column: number;
  readonly length: number;
  /** What to do about it, in one sentence. */
  readonly hint?: string;
  /** The name the error is about: of a table, a column, a function or an operator. */
  readonly subject?: string;
}

/** A query that cannot be compiled. The message does not repeat the position; print it from `line` and `column`. */
export class KqlError extends Error {
  readonly code: KqlErrorCode;
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly hint: string | undefined;
  readonly subject: string | undefined;

  constructor(details: KqlErrorDetails, options?: ErrorOptions) {
    super(details.message, options);
    this.name = 'KqlError';
    this.code = details.code;
    this.line = details.line;
    this.column = details.column;
    this.length = details.length;
    this.hint = details.hint;
    this.subject = details.subject;
  }
}
