import type { Content } from '../model/content.js';

/** What an archive holds: a file to look into, or one that is refused. */
export type Member =
  | { readonly name: string; readonly content: Content }
  | { readonly name: string; readonly refused: string };
