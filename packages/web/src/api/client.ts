import type { ApiError } from '@huntbook/server';

export type FailureCode = 'offline' | 'unauthorized' | (string & {});

/** A request that was not answered as hoped; carries what the server said. */
export class ApiFailure extends Error {
  readonly status: number;
  readonly code: FailureCode;
  readonly hint: string | undefined;
  readonly line: number | undefined;
  readonly column: number | undefined;
  readonly length: number | undefined;

  constructor(status: number, error: ApiError['error'], options?: ErrorOptions) {
    super(error.message, options);
    this.name = 'ApiFailure';
    this.status = status;
    this.code = error.code;
    this.hint = error.hint;
    this.line = error.line;
    this.column = error.column;
    this.length = error.length;
  }
}

async function failureOf(response: Response): Promise<ApiFailure> {
  const text = await response.text();
  try {
    const body = JSON.parse(text) as Partial<ApiError>;
    if (body.error) return new ApiFailure(response.status, body.error);
  } catch {
    // Not the API's own error; the status has to do.
  }
  if (response.status === 401) {
    return new ApiFailure(401, {
      code: 'unauthorized',
      message: 'This page needs the token that huntbook printed at start.',
    });
  }
  return new ApiFailure(response.status, {
    code: 'http',
    message: `The server answered ${response.status} ${response.statusText}`.trim(),
  });
}

async function send(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { credentials: 'same-origin', ...init });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiFailure(
      0,
      { code: 'offline', message: 'huntbook does not answer.', hint: 'Is it still running in its terminal?' },
      { cause },
    );
  }
  if (!response.ok) throw await failureOf(response);
  return response;
}

export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await send(path, signal ? { signal } : {})).json() as Promise<T>;
}

/** Sends JSON (or a form) and reads the JSON answer; an empty answer is undefined. */
export async function sendJson<T>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  const response = await send(path, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  });
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

/** POSTs and hands the answer to the browser as a download, under the name the server gives it. */
export async function download(path: string, body: unknown, fallbackName: string): Promise<void> {
  const response = await send(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const name = /filename="?([^";]+)"?/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? fallbackName;
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser needs the address until it has started to save.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
