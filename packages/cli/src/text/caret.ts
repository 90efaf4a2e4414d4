import { plain } from './plain.js';
import { stringWidth } from './width.js';

export interface Place {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

const before = 60;
const shown = 110;

/** The line of a query that an error is about, and carets under the place. */
export function caretText(query: string, { line, column, length }: Place): string {
  const text = query.split(/\r\n|\r|\n/)[line - 1] ?? '';
  const at = Math.min(Math.max(0, column - 1), text.length);
  const from = at > before ? at - before : 0;
  const part = text.slice(from, from + shown);
  const lead = `${line} | ${from > 0 ? '…' : ''}`;
  const end = Math.min(at + Math.max(1, length), Math.max(text.length, at + 1), from + shown);
  const indent = ' '.repeat(stringWidth(lead) + stringWidth(plain(text.slice(from, at))));
  const carets = '^'.repeat(Math.max(1, stringWidth(plain(text.slice(at, end)))));
  return `${lead}${plain(part)}${from + shown < text.length ? '…' : ''}\n${indent}${carets}`;
}
