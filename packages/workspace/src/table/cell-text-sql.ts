import type { KqlType } from '@huntbook/kql';

/** SQL of the text that a person sees in a cell, for searching. */
export function cellTextSql(cell: string, type: KqlType): string {
  switch (type) {
    case 'string':
      return cell;
    case 'datetime':
      return `strftime(${cell}, '%Y-%m-%dT%H:%M:%S.%f0Z')`;
    case 'timespan':
      return `concat(CASE WHEN ${cell} < 0 THEN '-' END,
        CASE WHEN abs(${cell}) >= 864000000000 THEN concat(abs(${cell}) // 864000000000, '.') END,
        strftime(make_timestamp((abs(${cell}) % 864000000000) // 10), '%H:%M:%S'),
        CASE WHEN ${cell} % 10000000 <> 0 THEN concat('.', lpad((abs(${cell}) % 10000000)::VARCHAR, 7, '0')) END)`;
    default:
      return `${cell}::VARCHAR`;
  }
}

/** Whether a cell of the type can hold the text at all, given in lower case; spares looking through what cannot. */
export function mayHold(type: KqlType, text: string): boolean {
  switch (type) {
    case 'datetime':
      return /^[\d:.tz-]{1,28}$/.test(text);
    case 'timespan':
      return /^[\d:.-]{1,28}$/.test(text);
    case 'int':
    case 'long':
      return /^-?\d{1,19}$/.test(text);
    case 'real':
    case 'decimal':
      return /^[\d.e+-]{1,40}$|^-?(?:inf|nan)/.test(text);
    case 'bool':
      return 'true'.includes(text) || 'false'.includes(text);
    case 'guid':
      return /^[0-9a-f-]{1,36}$/.test(text);
    default:
      return true;
  }
}
