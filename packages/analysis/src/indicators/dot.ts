import { CLOSE_BRACKET, DOT, OPEN_BRACKET } from './characters.js';

/** Position behind a dot, or a defanged dot, that begins at `at`; -1 where none does. */
export function afterDot(text: string, at: number, defanged: boolean): number {
  const code = text.charCodeAt(at);
  if (code === DOT) return defanged && text.charCodeAt(at + 1) === CLOSE_BRACKET ? at + 2 : at + 1;
  if (defanged && code === OPEN_BRACKET && text.charCodeAt(at + 1) === DOT)
    return text.charCodeAt(at + 2) === CLOSE_BRACKET ? at + 3 : at + 2;
  return -1;
}

/** Where the dot at `at` begins, its opening bracket included. */
export function beforeDot(text: string, at: number, defanged: boolean): number {
  return defanged && text.charCodeAt(at - 1) === OPEN_BRACKET ? at - 1 : at;
}
