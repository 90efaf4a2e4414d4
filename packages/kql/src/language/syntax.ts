import type { ColumnSchema, KqlType } from '../model/schema.js';

/** What the binder found an expression to be. */
export type SyntaxType =
  | { readonly kind: 'scalar'; readonly scalar: KqlType }
  | { readonly kind: 'table'; readonly name: string; readonly columns: readonly ColumnSchema[]; readonly open: boolean }
  | { readonly kind: 'tuple'; readonly columns: readonly ColumnSchema[] }
  | { readonly kind: 'other'; readonly name: string };

export type SymbolKind = 'Column' | 'Table' | 'Function' | 'Variable' | 'Parameter' | 'Tuple' | 'Other';

/** A node of the bound syntax tree; children are asked for by the name of their place in the parent. */
export interface Syntax {
  /** `PipeExpression`, `AndExpression`, `SortOperator` ... */
  readonly kind: string;
  /** Offset in the query text, or in the body of a saved function. */
  readonly start: number;
  readonly length: number;
  /** The source text without the blanks and comments around it. */
  readonly text: string;
  readonly type: SyntaxType;
  readonly symbol: { readonly kind: SymbolKind; readonly name: string } | undefined;
  /** The decoded text of a string literal. */
  readonly stringValue: string | undefined;
  /** The simple name of a name reference or declaration. */
  readonly name: string;
  /** The name that a column made of this expression gets, or empty where the operator makes one up. */
  readonly resultName: string;
  readonly children: readonly Syntax[];
  child(place: string): Syntax;
  maybe(place: string): Syntax | undefined;
  list(place: string): readonly Syntax[];
  /** The body of the function called here, bound to the types of this call's arguments. */
  calledBody(): Syntax | undefined;
  /** The parameters of the function called here; the type is absent for tables and where any type will do. */
  parameters(): readonly SyntaxParameter[];
}

export interface SyntaxParameter {
  readonly name: string;
  readonly type: KqlType | undefined;
  readonly defaultValue: Syntax | undefined;
}

export interface Diagnostic {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly start: number;
  readonly length: number;
}

export interface BoundQuery {
  readonly text: string;
  readonly root: Syntax;
  readonly diagnostics: readonly Diagnostic[];
}

/** Thrown where a tree lacks a part that this compiler counts on. */
export class UnexpectedSyntax extends Error {
  readonly node: Syntax;
  constructor(node: Syntax, place: string) {
    super(`${node.kind} has no ${place}`);
    this.node = node;
  }
}
