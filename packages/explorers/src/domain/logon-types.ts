import { logonTypeName } from '@huntbook/analysis';

const named = [0, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13];

/** KQL that names the logon type in `column`; a type without a name shows its number. */
export const logonTypeDescription = (column: string): string =>
  `case(${named.map((type) => `${column} == ${type}, "${logonTypeName(type)}"`).join(', ')}, tostring(${column}))`;
