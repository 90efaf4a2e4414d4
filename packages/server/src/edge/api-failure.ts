import { ExplorerError } from '@huntbook/explorers';
import { IngestError } from '@huntbook/ingest';
import { KqlError } from '@huntbook/kql';
import { WorkspaceError } from '@huntbook/workspace';
import { HTTPException } from 'hono/http-exception';
import { ZodError } from 'zod';
import type { ApiError } from '../api/contract.js';

export type ServerErrorCode =
  | 'unauthorized'
  | 'forbidden'
  | 'bad-request'
  | 'not-found'
  | 'too-large'
  | 'not-available'
  | 'closing'
  | 'internal';

const serverStatus: Readonly<Record<ServerErrorCode, number>> = {
  unauthorized: 401,
  forbidden: 403,
  'bad-request': 400,
  'not-found': 404,
  'too-large': 413,
  'not-available': 501,
  closing: 503,
  internal: 500,
};

/** A request the server itself turns down. */
export class ServerError extends Error {
  readonly code: ServerErrorCode;
  readonly hint: string | undefined;
  constructor(code: ServerErrorCode, message: string, options?: ErrorOptions & { hint?: string }) {
    super(message, options);
    this.name = 'ServerError';
    this.code = code;
    this.hint = options?.hint;
  }
}

const workspaceStatus: Readonly<Record<WorkspaceError['code'], number>> = {
  'not-found': 404,
  locked: 409,
  'not-a-workspace': 409,
  version: 409,
  'query-failed': 422,
  cancelled: 499,
  timeout: 504,
  'unknown-query': 404,
  'unknown-parameter': 400,
  'missing-parameter': 400,
  'bad-parameter': 400,
  'bad-definition': 400,
  'table-missing': 400,
  disposed: 410,
  io: 500,
};

const explorerStatus: Readonly<Record<ExplorerError['code'], number>> = {
  'unknown-explorer': 404,
  'unknown-step': 404,
  'unknown-table': 404,
  'unknown-input': 400,
  'bad-input': 400,
};

const ingestStatus: Readonly<Record<IngestError['code'], number>> = {
  'not-found': 404,
  unreadable: 422,
  'unknown-format': 422,
  damaged: 422,
  limit: 413,
  cancelled: 499,
};

export interface ApiFailure {
  readonly status: number;
  readonly body: ApiError;
  /** Nobody foresaw it: worth a line in the log. */
  readonly unexpected: boolean;
}

function failure(
  status: number,
  error: { readonly code: string; readonly message: string; readonly hint?: string | undefined },
  unexpected = false,
): ApiFailure {
  const { code, message, hint } = error;
  return { status, body: { error: { code, message, ...(hint === undefined ? {} : { hint }) } }, unexpected };
}

function placed(plain: ApiFailure, { line, column, length }: KqlError): ApiFailure {
  return { ...plain, body: { error: { ...plain.body.error, line, column, length } } };
}

/** What a client is told about an error, whatever package threw it. */
export function toApiFailure(error: unknown): ApiFailure {
  if (error instanceof KqlError) return placed(failure(400, error), error);
  if (error instanceof WorkspaceError) {
    const plain = failure(workspaceStatus[error.code], error);
    return error.cause instanceof KqlError ? placed(plain, error.cause) : plain;
  }
  if (error instanceof ExplorerError) return failure(explorerStatus[error.code], error);
  if (error instanceof IngestError) return failure(ingestStatus[error.code], error);
  if (error instanceof ServerError) return failure(serverStatus[error.code], error, error.code === 'internal');
  if (error instanceof ZodError) {
    const issue = error.issues[0];
    const where = issue?.path.length ? `${issue.path.join('.')}: ` : '';
    return failure(400, { code: 'bad-request', message: `${where}${issue?.message ?? 'The request is not valid'}` });
  }
  if (error instanceof HTTPException) {
    return failure(error.status, { code: error.status === 413 ? 'too-large' : 'bad-request', message: error.message });
  }
  const message = error instanceof Error ? error.message : String(error);
  return failure(500, { code: 'internal', message: `Unexpected failure: ${message}` }, true);
}
