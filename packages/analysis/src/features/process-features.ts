import type { Parity } from '../model/parity.js';
import { charOrdScore } from './character-score.js';
import { crc32Hash, delimHash } from './crc32.js';
import { delimCount } from './delimiters.js';
import { isSystemLogon } from './logon-id.js';

type Text = string | null | undefined;

/** Process events, column by column; all columns have the same length. */
export interface ProcessColumns {
  readonly newProcessName: readonly Text[];
  readonly commandLine: readonly Text[];
  readonly subjectLogonId: readonly (string | number | bigint | null | undefined)[];
  /** Account or user name, for `accountNum`. */
  readonly account?: readonly Text[];
}

export interface ProcessFeatureOptions {
  /** Separator of the path; by default `/` if one of the first ten names holds one, else `\`. */
  readonly pathSeparator?: '/' | '\\';
  /** With `msticpy` a logon id must be exactly `0x3e7` or `-1` to be the system's; otherwise it is normalised first. */
  readonly parity?: Parity;
}

/** One value a row. Scores and lengths count Unicode code points. */
export interface ProcessFeatures {
  /** Last element of the path. */
  readonly processName: string[];
  readonly pathScore: Float64Array;
  /** log10 of the score, 0 for an empty path. */
  readonly pathLogScore: Float64Array;
  readonly pathHash: Float64Array;
  readonly commandlineLen: Float64Array;
  readonly commandlineLogLen: Float64Array;
  /** Number of delimiters. */
  readonly commandlineTokensFull: Float64Array;
  readonly commandlineScore: Float64Array;
  readonly commandlineTokensHash: Float64Array;
  readonly isSystemSession: boolean[];
  /** Sum of code points of the account; zeros where no accounts were given. */
  readonly accountNum: Float64Array;
}

interface PathFeatures {
  readonly name: string;
  readonly score: number;
  readonly log: number;
  readonly hash: number;
}

const logOf = (value: number): number => (value > 0 ? Math.log10(value) : 0);

/** Numeric features of process events for clustering (MSTICPy `add_process_features`). Nulls count as ''. */
export function processFeatures(columns: ProcessColumns, options: ProcessFeatureOptions = {}): ProcessFeatures {
  const { newProcessName, commandLine, subjectLogonId, account } = columns;
  const count = newProcessName.length;
  const separator = options.pathSeparator ?? inferSeparator(newProcessName);
  const features: ProcessFeatures = {
    processName: new Array<string>(count),
    pathScore: new Float64Array(count),
    pathLogScore: new Float64Array(count),
    pathHash: new Float64Array(count),
    commandlineLen: new Float64Array(count),
    commandlineLogLen: new Float64Array(count),
    commandlineTokensFull: new Float64Array(count),
    commandlineScore: new Float64Array(count),
    commandlineTokensHash: new Float64Array(count),
    isSystemSession: new Array<boolean>(count),
    accountNum: account ? accountScores(account) : new Float64Array(count),
  };
  const paths = new Map<string, PathFeatures>();
  const lines = new Map<string, number>();
  const sessions = new Map<unknown, boolean>();
  for (let row = 0; row < count; row++) {
    const path = newProcessName[row] ?? '';
    let known = paths.get(path);
    if (!known) {
      known = pathFeatures(path, separator);
      paths.set(path, known);
    }
    features.processName[row] = known.name;
    features.pathScore[row] = known.score;
    features.pathLogScore[row] = known.log;
    features.pathHash[row] = known.hash;

    const line = commandLine[row] ?? '';
    const twin = lines.get(line);
    if (twin === undefined) {
      lines.set(line, row);
      addCommandLine(features, row, line);
    } else copyCommandLine(features, row, twin);

    const id = subjectLogonId[row];
    let system = sessions.get(id);
    if (system === undefined) {
      system = options.parity === 'msticpy' ? id === '0x3e7' || id === '-1' : isSystemLogon(id);
      sessions.set(id, system);
    }
    features.isSystemSession[row] = system;
  }
  return features;
}

/** Sum of code points of each account (the notebooks' `accountNum`); null counts as ''. */
export function accountScores(accounts: readonly Text[]): Float64Array {
  const known = new Map<string, number>();
  const scores = new Float64Array(accounts.length);
  for (let row = 0; row < accounts.length; row++) {
    const account = accounts[row] ?? '';
    let score = known.get(account);
    if (score === undefined) {
      score = charOrdScore(account);
      known.set(account, score);
    }
    scores[row] = score;
  }
  return scores;
}

function inferSeparator(names: readonly Text[]): '/' | '\\' {
  return names.slice(0, 10).some((name) => name?.includes('/')) ? '/' : '\\';
}

function pathFeatures(path: string, separator: string): PathFeatures {
  const score = charOrdScore(path);
  return {
    name: path.slice(path.lastIndexOf(separator) + 1),
    score,
    log: logOf(score),
    hash: crc32Hash(path),
  };
}

function addCommandLine(features: ProcessFeatures, row: number, line: string): void {
  let length = line.length;
  for (let i = 0; i < line.length - 1; i++)
    if ((line.charCodeAt(i) & 0xfc00) === 0xd800 && (line.charCodeAt(i + 1) & 0xfc00) === 0xdc00) length--;
  features.commandlineLen[row] = length;
  features.commandlineLogLen[row] = logOf(length);
  features.commandlineTokensFull[row] = delimCount(line);
  features.commandlineScore[row] = charOrdScore(line);
  features.commandlineTokensHash[row] = delimHash(line);
}

function copyCommandLine(features: ProcessFeatures, row: number, twin: number): void {
  features.commandlineLen[row] = features.commandlineLen[twin]!;
  features.commandlineLogLen[row] = features.commandlineLogLen[twin]!;
  features.commandlineTokensFull[row] = features.commandlineTokensFull[twin]!;
  features.commandlineScore[row] = features.commandlineScore[twin]!;
  features.commandlineTokensHash[row] = features.commandlineTokensHash[twin]!;
}
