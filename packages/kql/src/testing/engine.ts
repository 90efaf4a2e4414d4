import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBConnection,
  DuckDBInstance,
  DuckDBScalarFunction,
  type DuckDBValue,
  VARCHAR,
} from '@duckdb/node-api';
import { engineSetup } from '../compile.js';
import { compileWithShapes } from '../compile-with-shapes.js';
import { timespanText } from '../lower/dynamic-literal.js';
import type { CompileOptions, HostFunction, HostValue } from '../model/compiled-query.js';
import type { ColumnSchema, DatabaseSchema, KqlType } from '../model/schema.js';
import { sqlTypes } from '../plan/relation.js';

export interface Answer {
  readonly columns: readonly ColumnSchema[];
  readonly rows: readonly (readonly unknown[])[];
}

/** A database in memory that answers KQL, for the tests of this package. */
export interface KqlEngine {
  answer(query: string, schema?: DatabaseSchema, options?: CompileOptions): Promise<Answer>;
  createTables(schema: DatabaseSchema): Promise<void>;
  readonly connection: DuckDBConnection;
  close(): void;
}

const hostTypes = { string: VARCHAR, long: BIGINT, real: DOUBLE, bool: BOOLEAN } as const;
const empty: DatabaseSchema = { name: 'default', tables: [] };

export async function openEngine(): Promise<KqlEngine> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const setup = engineSetup();
  await connection.run("SET TimeZone = 'UTC'");
  for (const host of setup.hostFunctions) register(connection, host);
  for (const macro of setup.macros) await connection.run(macro);
  const probe = async (sql: string) => (await connection.runAndReadAll(sql)).getRows();
  return {
    connection,
    async answer(query, schema = empty, options = {}) {
      const compiled = await compileWithShapes(query, schema, probe, options);
      const found = (await connection.runAndReadAll(compiled.sql)).getRows();
      const rows = found.map((row) => compiled.columns.map((column, index) => cell(row[index], column.type)));
      return { columns: compiled.columns, rows };
    },
    async createTables(schema) {
      for (const table of schema.tables) {
        const columns = table.columns.map(({ name, type }) => `"${name}" ${sqlTypes[type]}`);
        await connection.run(`CREATE OR REPLACE TABLE "${table.name}" (${columns.join(', ')})`);
      }
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

function register(connection: DuckDBConnection, host: HostFunction): void {
  connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name: host.name,
      parameterTypes: host.parameters.map((type) => hostTypes[type]),
      returnType: hostTypes[host.result],
      mainFunction(_info, chunk, output) {
        const vectors = host.parameters.map((_, index) => chunk.getColumnVector(index));
        for (let row = 0; row < chunk.rowCount; row++) {
          const values = vectors.map((vector) => vector.getItem(row)) as HostValue[];
          output.setItem(row, values.includes(null) ? null : (host.run(...values) as DuckDBValue));
        }
        output.flush();
      },
    }),
  );
}

/** A value as Kusto prints it: ISO datetimes, timespans as text, dynamics as JSON values. */
function cell(value: unknown, type: KqlType): unknown {
  if (value === null || value === undefined) return type === 'string' ? '' : null;
  switch (type) {
    case 'datetime':
      return isoText((value as { readonly micros: bigint }).micros);
    case 'timespan':
      return timespanText(BigInt(value as bigint));
    case 'long':
    case 'decimal':
      return Number(String(value));
    case 'guid':
      return String(value);
    case 'dynamic':
      return JSON.parse(String(value)) as unknown;
    default:
      return value;
  }
}

function isoText(micros: bigint): string {
  const fraction = ((micros % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const seconds = (micros - fraction) / 1_000_000n;
  return `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}.${String(fraction).padStart(6, '0')}0Z`;
}
