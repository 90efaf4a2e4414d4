/** A SQL identifier. Inside quotes DuckDB knows no escape but the doubled quote; it may be neither empty nor hold NUL. */
export function identifier(name: string): string {
  return `"${possible(name).replaceAll('"', '""')}"`;
}

/** The name as far as SQL can hold it. */
export function possible(name: string): string {
  return name.replaceAll('\0', '') || ' ';
}

/** A SQL string literal. Inside quotes DuckDB knows no escape but the doubled quote; NUL cannot stand in SQL text. */
export function text(value: string): string {
  if (!value.includes('\0')) return `'${value.replaceAll("'", "''")}'`;
  const parts = value.split('\0').map((part) => `'${part.replaceAll("'", "''")}'`);
  return `concat(${parts.join(', chr(0), ')})`;
}
