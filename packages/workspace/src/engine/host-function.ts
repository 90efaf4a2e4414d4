import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBConnection,
  DuckDBScalarFunction,
  type DuckDBType,
  VARCHAR,
} from '@duckdb/node-api';
import type { HostFunction, HostType, HostValue } from '@huntbook/kql';

const types: Record<HostType, DuckDBType> = { string: VARCHAR, long: BIGINT, real: DOUBLE, bool: BOOLEAN };

/** Makes a JavaScript function callable from SQL on every connection of the instance. */
export function registerHostFunction(connection: DuckDBConnection, definition: HostFunction): void {
  connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name: definition.name,
      parameterTypes: definition.parameters.map((type) => types[type]),
      returnType: types[definition.result],
      mainFunction: (_info, input, output) => {
        const columns = definition.parameters.map((_, index) => input.getColumnVector(index));
        const rows = input.rowCount;
        for (let row = 0; row < rows; row += 1) {
          const values = columns.map((column) => column.getItem(row) as HostValue);
          output.setItem(row, values.includes(null) ? null : definition.run(...values));
        }
        output.flush();
      },
    }),
  );
}
