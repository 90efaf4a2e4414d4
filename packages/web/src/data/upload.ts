import type { ApiError } from '@huntbook/server';
import { ApiFailure } from '../api/client.js';

/**
 * Sends files to be ingested and answers the id of the ingest. `onProgress` gets the bytes sent so far.
 * XMLHttpRequest, since fetch does not tell how far an upload is.
 */
export function uploadFiles(
  files: readonly File[],
  onProgress: (bytes: number) => void,
  signal: AbortSignal,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    for (const file of files) form.append('file', file, file.name);
    const request = new XMLHttpRequest();
    request.open('POST', '/api/ingest');
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onload = () => {
      try {
        const body = JSON.parse(request.responseText) as { id?: string } & Partial<ApiError>;
        if (request.status < 300 && body.id) resolve(body.id);
        else
          reject(
            new ApiFailure(
              request.status,
              body.error ?? { code: 'http', message: `The server answered ${request.status}` },
            ),
          );
      } catch (cause) {
        reject(
          new ApiFailure(request.status, { code: 'http', message: `The server answered ${request.status}` }, { cause }),
        );
      }
    };
    request.onerror = () => reject(new ApiFailure(0, { code: 'offline', message: 'huntbook does not answer.' }));
    request.onabort = () => reject(new DOMException('The upload was cancelled', 'AbortError'));
    signal.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}
