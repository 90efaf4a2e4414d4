// Lets conform.mjs run the recorded answers of the reference engine on the built compiler and an in-memory DuckDB.
import { DuckDBInstance } from '@duckdb/node-api';
import { compileWithShapes, engineSetup } from '../dist/index.js';
import { answerOf, prepare, probeOn } from './engine.mjs';

const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
await prepare(connection, engineSetup());
const schema = { name: 'default', tables: [] };

export async function run(query) {
  return answerOf(connection, await compileWithShapes(query, schema, probeOn(connection)));
}

export async function close() {
  connection.closeSync();
}
