import { WorkspaceError } from '../model/workspace.js';
import { datetimeArgument } from './datetime-argument.js';
import type { ParameterDefinition } from './definition.js';
import type { QueryParameterValue } from './named-queries.js';
import type { Place } from './template.js';

/** The value of a parameter as it stands at its place in the KQL. Nothing in a value can leave the place. */
export function parameterText(
  parameter: ParameterDefinition,
  value: QueryParameterValue,
  place: Place,
  now: Date,
  given: boolean,
): string {
  switch (place) {
    case 'bare':
      return bareText(parameter, value, now, given);
    case 'datetime':
      return datetimeArgument(parameter.name, value, now);
    case 'comment':
      return plainText(parameter, value, now).replace(/[\r\n\u2028\u2029]/g, ' ');
    default:
      return quotedText(parameter, plainText(parameter, value, now), place);
  }
}

function plainText(parameter: ParameterDefinition, value: QueryParameterValue, now: Date): string {
  if (parameter.type === 'datetime') return datetimeArgument(parameter.name, value, now);
  if (parameter.type === 'list') return listItems(value).join(',');
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.join(',');
  if (parameter.type === 'int') return integerText(parameter, value);
  return String(value);
}

const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\0': '\\0' };

function quotedText(parameter: ParameterDefinition, text: string, place: Place): string {
  switch (place) {
    case 'single':
      return text.replace(/[\\'\n\r\t\0]/g, (character) => escapes[character] ?? `\\${character}`);
    case 'double':
      return text.replace(/[\\"\n\r\t\0]/g, (character) => escapes[character] ?? `\\${character}`);
    case 'verbatim-single':
      return oneLine(parameter, text).replaceAll("'", "''");
    case 'verbatim-double':
      return oneLine(parameter, text).replaceAll('"', '""');
    default:
      if (text.includes('`')) throw refused(parameter, text, 'cannot stand within a string of backticks');
      return text;
  }
}

function oneLine(parameter: ParameterDefinition, text: string): string {
  if (/[\r\n]/.test(text)) throw refused(parameter, text, 'has more than one line, which this query cannot take');
  return text;
}

/** Names, numbers, durations, dotted paths, and the operators that compare text: what may stand in KQL unquoted. */
const harmless =
  /^(?:-?\d{1,20}(?:\.\d{1,20})?(?:[a-z]{1,12})?|[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*){0,8}|!?[a-z_]{2,20}|[=!]~|[=!]=|<=?|>=?)$/;

function bareText(parameter: ParameterDefinition, value: QueryParameterValue, now: Date, given: boolean): string {
  switch (parameter.type) {
    case 'int':
      return integerText(parameter, value);
    case 'bool':
      return booleanText(parameter, value);
    case 'datetime':
      return `datetime(${datetimeArgument(parameter.name, value, now)})`;
    case 'list':
      return listText(parameter, value);
    default: {
      const text = String(value);
      if (parameter.clause) return clauseText(parameter, text);
      if (!given || harmless.test(text)) return text;
      throw refused(parameter, text, 'is no plain name, number or operator, and this query takes it unquoted');
    }
  }
}

/** KQL that continues a query starts with a pipe; people leave it out. */
function clauseText(parameter: ParameterDefinition, text: string): string {
  const trimmed = text.trim();
  if (parameter.name !== 'add_query_items' || trimmed === '' || trimmed.startsWith('|')) return text;
  return `| ${trimmed}`;
}

function integerText(parameter: ParameterDefinition, value: QueryParameterValue): string {
  const text = String(value).trim();
  if (!/^-?\d{1,19}$/.test(text)) throw refused(parameter, text, 'is no whole number');
  return text;
}

function booleanText(parameter: ParameterDefinition, value: QueryParameterValue): string {
  const text = String(value).trim().toLowerCase();
  if (text !== 'true' && text !== 'false') throw refused(parameter, text, 'is neither true nor false');
  return text;
}

/** Items of a list; text is taken apart at its commas. */
export function listItems(value: QueryParameterValue): readonly (string | number)[] {
  if (Array.isArray(value)) return value as readonly (string | number)[];
  if (typeof value === 'string' && value.includes(',')) return value.split(',').map((item) => item.trim());
  return [typeof value === 'number' ? value : String(value)];
}

/** KQL cannot compare with an empty list; no cell holds this text. */
const nothing = `'no-value-5f1c0a9be2d74386'`;

function listText(parameter: ParameterDefinition, value: QueryParameterValue): string {
  const items = listItems(value).map((item) => {
    if (parameter.items === 'int') return integerText(parameter, item);
    return typeof item === 'number' ? String(item) : `'${quotedText(parameter, String(item), 'single')}'`;
  });
  return items.length > 0 ? items.join(', ') : nothing;
}

function refused(parameter: ParameterDefinition, text: string, why: string): WorkspaceError {
  return new WorkspaceError('bad-parameter', `${parameter.name}: ${JSON.stringify(text.slice(0, 200))} ${why}.`, {
    subject: parameter.name,
  });
}
