import type { Relation } from './relation.js';

/**
 * Relations that stand inside expressions. Their SQL holds a mark in place of a name until the plan is printed; NUL, which
 * marks it, cannot occur in any other SQL text.
 */
export interface References {
  readonly reference: (relation: Relation) => string;
  readonly resolve: (sql: string, name: (relation: Relation) => string) => string;
}

export function references(): References {
  const marked: Relation[] = [];
  return {
    reference(relation) {
      marked.push(relation);
      return `\0${marked.length - 1}\0`;
    },
    resolve: (sql, name) => sql.replace(/\0(\d+)\0/g, (_all, index: string) => name(marked[Number(index)]!)),
  };
}

/**
 * Prints a plan as one SELECT: a chain of common table expressions, one a node, each node once. `instead` puts other nodes
 * in the place of some, for the parts of a plan that are printed elsewhere.
 */
export function printPlan(
  root: Relation,
  marks: References,
  prefix = 'k',
  instead: ReadonlyMap<Relation, Relation> = new Map(),
): string {
  const names = new Map<Relation, string>();
  const ctes: string[] = [];
  const printNode = (node: Relation): string => {
    const inputs = node.inputs.map(visit);
    return marks.resolve(node.print(...inputs), visit);
  };
  const visit = (wanted: Relation): string => {
    const node = instead.get(wanted) ?? wanted;
    const known = names.get(node);
    if (known) return known;
    const sql = printNode(node);
    const name = `${prefix}${names.size + 1}`;
    names.set(node, name);
    ctes.push(`${name} AS ${node.materialized ? 'MATERIALIZED ' : node.inlined ? 'NOT MATERIALIZED ' : ''}(${sql})`);
    return name;
  };
  const select = printNode(root);
  return ctes.length === 0 ? select : `WITH ${ctes.join(',\n')}\n${select}`;
}
