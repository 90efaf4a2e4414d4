import type { Table } from '@huntbook/workspace';
import { Hono } from 'hono';
import { kustoRequest } from '../api/shapes.js';
import type { ServerContext } from '../context.js';
import { answer } from '../edge/answer.js';
import { ServerError } from '../edge/api-failure.js';
import { toJson } from '../edge/json.js';
import { readBody } from '../edge/read-body.js';
import { textStream } from '../edge/text-stream.js';
import { kustoCell, kustoDataTypes } from './encode.js';
import { kustoError } from './kusto-error.js';

const pieceRows = 5_000;

async function* answerText(table: Table): AsyncGenerator<string> {
  const columns = table.columns.map(({ name, type }) => ({
    ColumnName: name,
    DataType: kustoDataTypes[type],
    ColumnType: type,
  }));
  yield `{"Tables":[{"TableName":"Table_0","Columns":${toJson(columns)},"Rows":[`;
  for (let offset = 0; offset < table.rowCount; offset += pieceRows) {
    const { rows } = await table.page({ offset, limit: pieceRows });
    for (const [index, row] of rows.entries()) {
      yield (offset + index > 0 ? ',' : '') + toJson(row.map((cell, at) => kustoCell(cell, table.columns[at]!.type)));
    }
  }
  yield ']}]}';
}

async function* thenDispose(pieces: AsyncGenerator<string>, table: Table): AsyncGenerator<string> {
  try {
    yield* pieces;
  } finally {
    await table.dispose();
  }
}

/** `POST /v1/rest/query` as Kusto has it, for clients of Data Explorer. The name of the database does not matter. */
export function kustoRoutes({ workspace }: ServerContext): Hono {
  const app = new Hono();
  app.post('/v1/rest/query', async (c) => {
    let table: Table;
    try {
      const { csl } = await readBody(c, kustoRequest);
      table = await workspace.query(csl, { signal: c.req.raw.signal });
      // This form has no place to say that rows are missing.
      if (!table.completeness.complete) {
        await table.dispose();
        throw new ServerError('too-large', `The answer is not complete: ${table.completeness.reason}`);
      }
    } catch (error) {
      const { status, body } = kustoError(error);
      return answer(c, body, status);
    }
    return c.newResponse(textStream(thenDispose(answerText(table), table)), 200, {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
    });
  });
  return app;
}
