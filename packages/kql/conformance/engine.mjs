// Runs compiled KQL on a DuckDB connection and prints values as Kusto does; shared by the adapter and the tests.
import { BIGINT, BOOLEAN, DOUBLE, DuckDBScalarFunction, VARCHAR } from '@duckdb/node-api';

const types = { string: VARCHAR, long: BIGINT, real: DOUBLE, bool: BOOLEAN };

export async function prepare(connection, setup) {
  await connection.run("SET TimeZone = 'UTC'");
  for (const host of setup.hostFunctions) {
    connection.registerScalarFunction(
      DuckDBScalarFunction.create({
        name: host.name,
        parameterTypes: host.parameters.map((type) => types[type]),
        returnType: types[host.result],
        mainFunction: (_info, input, output) => {
          for (let row = 0; row < input.rowCount; row++) {
            const values = host.parameters.map((_type, column) => input.getColumnVector(column).getItem(row));
            output.setItem(row, values.includes(null) ? null : host.run(...values));
          }
          output.flush();
        },
      }),
    );
  }
  for (const macro of setup.macros) await connection.run(macro);
}

const two = (value) => String(value).padStart(2, '0');

export function timespan(ticks) {
  const size = ticks < 0n ? -ticks : ticks;
  const seconds = size / 10_000_000n;
  const days = seconds / 86400n;
  const clock = `${two((seconds / 3600n) % 24n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}`;
  const fraction = size % 10_000_000n === 0n ? '' : `.${String(size % 10_000_000n).padStart(7, '0')}`;
  return `${ticks < 0n ? '-' : ''}${days === 0n ? '' : `${days}.`}${clock}${fraction}`;
}

function datetime(micros) {
  const seconds = micros / 1_000_000n - (micros % 1_000_000n < 0n ? 1n : 0n);
  const fraction = ((micros % 1_000_000n) + 1_000_000n) % 1_000_000n;
  return `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}.${String(fraction).padStart(6, '0')}0Z`;
}

function cell(value, type) {
  if (value === null || value === undefined) return type === 'string' ? '' : null;
  switch (type) {
    case 'datetime':
      return datetime(value.micros);
    case 'timespan':
      return timespan(BigInt(value));
    case 'long':
      return Number(value);
    case 'decimal':
      return Number(value.toString());
    case 'guid':
      return value.toString();
    case 'bool':
    case 'int':
    case 'real':
    case 'string':
      return value;
    default:
      return typeof value === 'string' ? value : JSON.stringify(value);
  }
}

export async function answerOf(connection, compiled) {
  const reader = await connection.runAndReadAll(compiled.sql);
  const rows = reader.getRows().map((row) => compiled.columns.map((column, index) => cell(row[index], column.type)));
  return { columns: compiled.columns.map(({ name, type }) => ({ name, type })), rows };
}

export function probeOn(connection) {
  return async (sql) => (await connection.runAndReadAll(sql)).getRows();
}
