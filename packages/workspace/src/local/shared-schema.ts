import type { DatabaseSchema } from '@huntbook/kql';

const most = 200;
const known = new Map<string, DatabaseSchema>();

/**
 * One object for all schemas that are alike. The compiler keeps what it has compiled by the schema object, and results of
 * one query asked again have one shape: the pipelines over them need not be compiled again.
 */
export function sharedSchema(schema: DatabaseSchema): DatabaseSchema {
  const key = JSON.stringify([
    schema.name,
    schema.tables.map(({ name, columns }) => [name, columns.map((column) => [column.name, column.type])]),
  ]);
  const found = known.get(key);
  known.delete(key);
  if (!found && known.size >= most) known.delete(known.keys().next().value as string);
  known.set(key, found ?? schema);
  return found ?? schema;
}
