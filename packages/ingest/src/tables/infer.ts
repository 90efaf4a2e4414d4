import type { KqlType } from '@huntbook/kql';
import { exactDigits } from '../json/exact-numbers.js';
import { toDatetime, toJsonContainer, toLong, toReal } from './convert.js';

/** Types a column of unknown kind may turn out to have. */
export type InferredType = Extract<KqlType, 'bool' | 'long' | 'real' | 'datetime' | 'dynamic' | 'string'>;

const LEADING_ZERO = /^[+-]?0\d/;

/** Where texts are all there is (csv), they may stand for numbers and lists; in JSON a text is a text or a time. */
export type Notation = 'text' | 'json';

function typeOfText(text: string, notation: Notation): InferredType {
  const first = text.charCodeAt(0);
  const digit = (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46;
  if (digit && text.length >= 10 && toDatetime(text) !== undefined) return 'datetime';
  if (digit && text.includes('/') && toDatetime(text) !== undefined) return 'datetime';
  if (notation === 'json') return 'string';
  if (digit) {
    if (LEADING_ZERO.test(text) || first === 43) return 'string';
    if (toLong(text) !== undefined) return 'long';
    return toReal(text) === undefined ? 'string' : 'real';
  }
  if (/^(?:true|false)$/i.test(text)) return 'bool';
  return (first === 91 || first === 123) && toJsonContainer(text) !== undefined ? 'dynamic' : 'string';
}

function typeOf(value: unknown, notation: Notation): InferredType | undefined {
  switch (typeof value) {
    case 'string':
      if (exactDigits(value) !== undefined) return toLong(exactDigits(value)!) === undefined ? 'real' : 'long';
      return value === '' ? undefined : typeOfText(value, notation);
    case 'number':
      return Number.isInteger(value) ? 'long' : 'real';
    case 'boolean':
      return 'bool';
    case 'object':
      return value === null ? undefined : 'dynamic';
    default:
      return undefined;
  }
}

/** The narrowest type that holds values of both; anything goes into a string. */
export function widen(a: InferredType | undefined, b: InferredType | undefined): InferredType | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b;
  return (a === 'long' && b === 'real') || (a === 'real' && b === 'long') ? 'real' : 'string';
}

/** The narrowest type that holds all values, not narrower than `known`; undefined when all are absent. */
export function inferType(
  values: readonly unknown[],
  notation: Notation,
  known: InferredType | undefined,
): InferredType | undefined {
  let type = known;
  for (const value of values) {
    if (type === 'string') return type;
    type = widen(type, typeOf(value, notation));
  }
  return type;
}
