import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Folder of the public captures that the tests read in place; not part of the repository. */
export const corpus = resolve(import.meta.dirname, '../../../../../shared/data');

export const hasCorpus = existsSync(join(corpus, 'truth.json'));

if (!hasCorpus) console.warn(`tests on real captures are skipped: there is no ${corpus}`);

/** A part of the facts counted from the captures by independent tools; empty where the corpus is absent. */
export function truth<T>(part: string): Record<string, T> {
  if (!hasCorpus) return {};
  return (
    (JSON.parse(readFileSync(join(corpus, 'truth.json'), 'utf8')) as Record<string, Record<string, T>>)[part] ?? {}
  );
}
