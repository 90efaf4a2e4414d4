import { BACKSLASH, COLON, DOT, is, LETTER, SLASH, WORD } from './characters.js';
import type { Found, Scanner } from './model.js';

const table = (characters: string): Uint8Array => {
  const marks = new Uint8Array(128);
  for (const character of characters) marks[character.charCodeAt(0)] = 1;
  return marks;
};
const has = (marks: Uint8Array, code: number): boolean => code < 128 && marks[code] === 1;

interface Grammar {
  readonly separator: number;
  readonly notInFolder: Uint8Array;
  readonly notInFile: Uint8Array;
  /** Where the path begins whose first separator is at `separator`. */
  rootOf(text: string, separator: number, from: number): number;
  /** Whether a run of separators is one root: all of them begin the same path. */
  readonly joins: boolean;
  /** Position of the first separator that counts, when the path starts at `separator`; -1 where it cannot. */
  firstOf(text: string, separator: number): number;
}

/**
 * Paths: a root, a separator, folders, and a file without spaces. As many folders as possible are taken; a folder that
 * would leave the file empty is the file.
 */
function scanPaths(text: string, grammar: Grammar, found: Found): void {
  const { separator, notInFolder, notInFile } = grammar;
  const mark = String.fromCharCode(separator);
  let from = 0;
  let previousEnd = 0;
  // Behind the last file of a run of folders, no separator of that run begins a path.
  let barrenFrom = 0;
  let barrenUntil = 0;
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, Math.max(at + 1, from))) {
    const first = grammar.firstOf(text, at);
    if (grammar.joins) from = Math.max(from, first + 1);
    if (first === -1 || (first >= barrenFrom && first < barrenUntil)) continue;
    barrenFrom = first;
    let file = first + 1;
    let folder = first + 1;
    for (let i = folder; ; i++) {
      const code = text.charCodeAt(i);
      if (i < text.length && !has(notInFolder, code)) continue;
      if (folder < text.length && !has(notInFile, text.charCodeAt(folder))) file = folder;
      if (code !== separator || i === folder) {
        barrenUntil = i;
        break;
      }
      folder = i + 1;
    }
    let end = file;
    while (end < text.length && !has(notInFile, text.charCodeAt(end))) end++;
    if (end === file) continue;
    found(grammar.rootOf(text, at, previousEnd), end);
    from = end;
    previousEnd = end;
  }
}

const WINDOWS: Grammar = {
  joins: false,
  separator: BACKSLASH,
  notInFolder: table('\\/:*?"\'<>|\r\n'),
  notInFile: table('\\/*?"<>|\r\n '),
  rootOf(text, at, from) {
    if (text.charCodeAt(at - 1) === COLON && at - 2 >= from && is(text, at - 2, LETTER)) return at - 2;
    return dotsBefore(text, at, from);
  },
  firstOf(text, at) {
    if (text.charCodeAt(at + 1) !== BACKSLASH) return at;
    // A network host: two separators, its name, and the separator that the folders begin with.
    let end = at + 2;
    while (is(text, end, WORD) || text[end] === '.' || text[end] === '$' || text[end] === '-') end++;
    return end > at + 2 && text.charCodeAt(end) === BACKSLASH ? end : -1;
  },
};

const LINUX: Grammar = {
  joins: true,
  separator: SLASH,
  notInFolder: table('\\/:*?<>|\r\n'),
  notInFile: table('/\0<>|\r\n '),
  rootOf: (text, at, from) => (text.charCodeAt(at + 1) === SLASH ? at : dotsBefore(text, at, from)),
  firstOf(text, at) {
    let last = at;
    while (text.charCodeAt(last + 1) === SLASH) last++;
    return last;
  },
};

function dotsBefore(text: string, at: number, from: number): number {
  let start = at;
  while (start > from && text.charCodeAt(start - 1) === DOT) start--;
  return start;
}

export const scanWindowsPath: Scanner = (text, _mode, found) => scanPaths(text, WINDOWS, found);
export const scanLinuxPath: Scanner = (text, _mode, found) => scanPaths(text, LINUX, found);
