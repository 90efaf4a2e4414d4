import { type Relation, relation } from '../plan/relation.js';
import type { Scope } from './scope.js';

/** Gives rows a name that later parts of the query can read them under. */
export function declareTable(name: string, rows: Relation, scope: Scope): Relation {
  const labelled = relation({ ...rows, label: name });
  scope.names.bindings.set(name, { kind: 'table', relation: () => labelled });
  return labelled;
}
