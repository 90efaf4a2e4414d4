import { KqlError } from '@huntbook/kql';
import { toApiFailure } from '../edge/api-failure.js';

/** The error body of Kusto's REST API. */
export function kustoError(error: unknown): { readonly status: number; readonly body: unknown } {
  const failure = toApiFailure(error);
  const { code, message, hint, line, column } = failure.body.error;
  const compile = error instanceof KqlError || line !== undefined;
  const place = line === undefined ? '' : ` (line ${line}, column ${column})`;
  const text = `${message}${place}${hint === undefined ? '' : ` ${hint}`}`;
  const status = compile || failure.status === 422 ? 400 : failure.status;
  return {
    status,
    body: {
      error: {
        code: status === 400 ? 'BadRequest_SemanticError' : code,
        message: status === 400 ? 'Request is invalid and cannot be executed.' : text,
        '@type': compile
          ? 'Kusto.Data.Exceptions.SemanticException'
          : 'Kusto.Data.Exceptions.KustoServicePartialQueryFailureException',
        '@message': text,
        '@permanent': status < 500,
        ...(line === undefined ? {} : { '@context': { line, column } }),
      },
    },
  };
}
