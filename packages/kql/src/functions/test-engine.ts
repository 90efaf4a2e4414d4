import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBConnection,
  DuckDBInstance,
  DuckDBScalarFunction,
  type DuckDBType,
  type DuckDBValue,
  VARCHAR,
} from '@duckdb/node-api';
import type { HostFunction, HostType, HostValue, SqlExpression } from '../model/compiled-query.js';
import type { KqlType } from '../model/schema.js';
import { families } from './index.js';
import type { FunctionContext } from './registry.js';
import { quote, sqlType } from './sql.js';

/** A database in memory that knows every macro and every host function of the families; for the tests of this folder. */
export interface TestEngine {
  /** Runs one scalar function over literals or raw SQL and answers the value of one row. */
  call(name: string, ...args: readonly (SqlExpression | Literal)[]): Promise<unknown>;
  /** Runs one aggregate over a list of rows, each a list of arguments. */
  aggregate(
    name: string,
    types: readonly KqlType[],
    rows: readonly (readonly Literal[])[],
    ...rest: readonly Literal[]
  ): Promise<unknown>;
  sql(text: string): Promise<unknown>;
  close(): void;
}

export type Literal = string | number | bigint | boolean | null;

const hostTypes: Readonly<Record<HostType, DuckDBType>> = {
  string: VARCHAR,
  long: BIGINT,
  real: DOUBLE,
  bool: BOOLEAN,
};

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

/** A literal of a KQL type. Datetimes are ISO text, timespans ticks, dynamics JSON text. */
export function value(type: KqlType, literal: Literal): SqlExpression {
  if (literal === null) return { sql: `NULL::${sqlType(type)}`, type, literal };
  const sql = typeof literal === 'string' ? quote(literal) : String(literal);
  const cast = type === 'string' ? sql : `${typeof literal === 'string' ? sql : `'${sql}'`}::${sqlType(type)}`;
  return { sql: cast, type, literal };
}

function plain(literal: SqlExpression | Literal): SqlExpression {
  if (typeof literal === 'object' && literal !== null) return literal;
  switch (typeof literal) {
    case 'string':
      return value('string', literal);
    case 'number':
      return value(Number.isInteger(literal) ? 'long' : 'real', literal);
    case 'bigint':
      return value('long', literal);
    case 'boolean':
      return value('bool', literal);
    default:
      return value('dynamic', null);
  }
}

function context(resultType: KqlType): FunctionContext {
  return {
    now: "TIMESTAMP '2026-02-03 04:05:06.789'",
    resultType,
    fail(message) {
      throw new Error(message);
    },
  };
}

export async function openTestEngine(): Promise<TestEngine> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  for (const family of families) for (const host of family.hostFunctions ?? []) register(connection, host);
  for (const family of families) for (const macro of family.macros ?? []) await connection.run(macro);
  const one = async (text: string): Promise<unknown> => {
    const result = await connection.runAndReadAll(text);
    return result.getRowsJson()[0]?.[0];
  };
  const shown = (result: SqlExpression): string =>
    result.type === 'long' || result.type === 'timespan' ? `(${result.sql})::DOUBLE` : result.sql;
  return {
    sql: one,
    async call(name, ...args) {
      const scalar = families.map((family) => family.scalars?.[name]).find((found) => found);
      if (!scalar) throw new Error(`no scalar function ${name}`);
      const given = args.map(plain);
      const result = scalar(given, context(given.at(-1)?.type ?? 'string'));
      return one(`SELECT ${shown(result)}`);
    },
    async aggregate(name, types, rows, ...rest) {
      const aggregate = families.map((family) => family.aggregates?.[name]).find((found) => found);
      if (!aggregate) throw new Error(`no aggregate ${name}`);
      const columns = types.map((type, index): SqlExpression => ({ sql: `c${index}`, type }));
      const result = aggregate([...columns, ...rest.map(plain)], context(types[0] ?? 'long'));
      const values = rows.map(
        (row) => `(${row.map((cell, index) => value(types[index] ?? 'long', cell).sql).join(', ')})`,
      );
      const empty = types.map((type, index) => `NULL::${sqlType(type)} AS c${index}`).join(', ');
      const source =
        rows.length === 0
          ? `(SELECT ${empty} WHERE FALSE)`
          : `(VALUES ${values.join(', ')}) AS t(${columns.map((c) => c.sql).join(', ')})`;
      return one(`SELECT ${shown(result)} FROM ${source}`);
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
