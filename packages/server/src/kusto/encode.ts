import type { KqlType } from '@huntbook/kql';
import type { CellValue } from '@huntbook/workspace';

/** Names of the types in Kusto's answers: of .NET, and of KQL. */
export const kustoDataTypes: Readonly<Record<KqlType, string>> = {
  bool: 'SByte',
  int: 'Int32',
  long: 'Int64',
  real: 'Double',
  decimal: 'SqlDecimal',
  string: 'String',
  datetime: 'DateTime',
  timespan: 'TimeSpan',
  guid: 'Guid',
  dynamic: 'Object',
};

/**
 * A cell as Kusto's version 1 answers write it: datetimes in ISO 8601 with seven digits, timespans, decimals and guids
 * as text, arrays and property bags as JSON text, NaN and the infinities as text.
 */
export function kustoCell(value: CellValue, type: KqlType): CellValue {
  if (value === null) return null;
  if (type === 'dynamic') return typeof value === 'object' ? JSON.stringify(value) : value;
  return value;
}
