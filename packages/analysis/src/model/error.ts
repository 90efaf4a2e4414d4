export type AnalysisErrorCode = 'bad-argument' | 'missing-column' | 'limit';

/** What this package throws: a caller's mistake or a limit, never the content of a log. */
export class AnalysisError extends Error {
  readonly code: AnalysisErrorCode;
  readonly hint: string | undefined;
  constructor(code: AnalysisErrorCode, message: string, options?: ErrorOptions & { hint?: string }) {
    super(message, options);
    this.name = 'AnalysisError';
    this.code = code;
    this.hint = options?.hint;
  }
}
