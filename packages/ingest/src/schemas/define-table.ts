import type { ColumnSchema, KqlType, TableSchema } from '@huntbook/kql';

/** Reads a column list written as `Name Name:int Name:datetime ...`; a column without a type is a string. */
export function defineTable(name: string, columns: string): TableSchema {
  const list: ColumnSchema[] = [];
  for (const word of columns.split(/\s+/)) {
    if (word === '') continue;
    const colon = word.indexOf(':');
    if (colon < 0) list.push({ name: word, type: 'string' });
    else list.push({ name: word.slice(0, colon), type: word.slice(colon + 1) as KqlType });
  }
  return { name, columns: list };
}
