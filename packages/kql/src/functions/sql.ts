import type { SqlExpression } from '../model/compiled-query.js';
import type { KqlType } from '../model/schema.js';

/** Digits of every decimal that a function makes: 20 before the point, 18 after it. */
export const decimalType = 'DECIMAL(38, 18)';

const sqlTypes: Readonly<Record<KqlType, string>> = {
  bool: 'BOOLEAN',
  int: 'INTEGER',
  long: 'BIGINT',
  real: 'DOUBLE',
  decimal: decimalType,
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

export function typed(type: KqlType, sql: string): SqlExpression {
  return { sql, type };
}

export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

const simple =
  /^(?:(?:"(?:[^"]|"")*"|[A-Za-z_]\w*)(?:\.(?:"(?:[^"]|"")*"|[A-Za-z_]\w*))*|-?\d+(?:\.\d+)?|'(?:[^']|'')*'|(?:TIMESTAMP )?'(?:[^']|'')*'(?:::[A-Z]+)?|NULL::[A-Z]+)$/;

/** Whether writing the SQL twice costs nothing: a column, a lambda's parameter or a literal. */
function isSimple(sql: string): boolean {
  return simple.test(sql);
}

/**
 * Evaluates every argument once, however often `body` names it. What is not already a column or a literal is bound to
 * the parameter of a lambda over a list of one element: DuckDB copies macro arguments and does not share what stands
 * inside CASE.
 */
export function bind(args: readonly string[], body: (...names: string[]) => string): string {
  const complex = [...new Set(args.filter((sql) => !isSimple(sql)))];
  if (complex.length === 0) return body(...args);
  // The body may name parameters of lambdas around it, so the name is chosen when its text is known.
  const placeholder = `kql_bound_${++placeholders}`;
  const names = args.map((sql) => {
    const at = complex.indexOf(sql);
    return at < 0 ? sql : complex.length === 1 ? placeholder : `${placeholder}.f${at}`;
  });
  const template = body(...names);
  const taken = [...complex, template].flatMap((sql) => sql.match(/\bkv\d+\b/g) ?? []);
  const parameter = `kv${1 + Math.max(0, ...taken.map((name) => Number(name.slice(2))))}`;
  const value = complex.length === 1 ? complex[0] : `{${complex.map((sql, at) => `'f${at}': ${sql}`).join(', ')}}`;
  return `list_transform([${value}], lambda ${parameter}: ${template.replaceAll(placeholder, parameter)})[1]`;
}

let placeholders = 0;

/** The literal text of an argument, or undefined where it is computed. */
export function literalText(arg: SqlExpression | undefined): string | undefined {
  return typeof arg?.literal === 'string' ? arg.literal : undefined;
}

/** The literal number of an argument, or undefined where it is computed or null. */
export function literalNumber(arg: SqlExpression | undefined): number | undefined {
  return typeof arg?.literal === 'number' || typeof arg?.literal === 'bigint' ? Number(arg.literal) : undefined;
}
