import { BIGINT, BOOLEAN, DOUBLE, type DuckDBType, INTEGER, TIMESTAMP, VARCHAR } from '@duckdb/node-api';
import type { KqlType } from '@huntbook/kql';

const sqlTypes: Record<KqlType, string> = {
  bool: 'BOOLEAN',
  int: 'INTEGER',
  long: 'BIGINT',
  real: 'DOUBLE',
  decimal: 'DECIMAL(38, 10)',
  string: 'VARCHAR',
  datetime: 'TIMESTAMP',
  timespan: 'BIGINT',
  guid: 'UUID',
  dynamic: 'JSON',
};

/** The DuckDB type that holds a KQL type. */
export function sqlType(type: KqlType): string {
  return sqlTypes[type];
}

/** The type of a vector that carries cells of a KQL type to an appender, which casts text to what the table holds. */
export function vectorType(type: KqlType): DuckDBType {
  switch (type) {
    case 'bool':
      return BOOLEAN;
    case 'int':
      return INTEGER;
    case 'long':
    case 'timespan':
      return BIGINT;
    case 'real':
      return DOUBLE;
    case 'datetime':
      return TIMESTAMP;
    default:
      return VARCHAR;
  }
}

/** SQL of the value that a column has where nothing was loaded: '' for string, NULL for the rest. */
export function absentValue(type: KqlType): string {
  return type === 'string' ? `''` : `NULL::${sqlTypes[type]}`;
}
