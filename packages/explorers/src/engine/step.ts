import type { ColumnSchema } from '@huntbook/kql';
import type {
  CellValue,
  Completeness,
  JsonValue,
  NamedQueryArguments,
  NamedQueryRunOptions,
  Provenance,
  QueryOptions,
  Table,
  Workspace,
} from '@huntbook/workspace';
import type { Block, Tone } from '../model/block.js';
import type { FieldView, InputValues } from '../model/field.js';

/** An input of a step: how to read a stored value, how to show it, and what it is worth to the step. */
export interface Field<Value> {
  /** Checks and normalises a value that a person or a program gave. Throws ExplorerError `bad-input`. */
  readonly parse: (given: JsonValue) => JsonValue;
  /** The value in force: the stored one (as `parse` returned it), else the default. */
  readonly resolve: (stored: JsonValue | undefined) => { readonly value: Value; readonly view: FieldView };
}

export type Fields = Readonly<Record<string, Field<unknown>>>;

export type FieldValues<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Field<infer Value> ? Value : never;
};

/** Another step whose result this one takes; `undefined` when that step gave none. A plain need always has a result. */
export interface OptionalNeed<Result> {
  readonly optional: Step<Result>;
}

// biome-ignore lint/suspicious/noExplicitAny: the result types of a step's needs are only known to that step
type AnyResult = any;
export type Needs = Readonly<Record<string, Step<AnyResult> | OptionalNeed<AnyResult>>>;

export type NeedResults<N extends Needs> = {
  readonly [K in keyof N]: N[K] extends OptionalNeed<infer Result>
    ? Result | undefined
    : N[K] extends Step<infer Result>
      ? Exclude<Result, undefined>
      : never;
};

/** What a step has at hand while it runs. */
export interface StepContext {
  readonly workspace: Workspace;
  /** What the hunt was opened with. */
  readonly values: InputValues;
  /** Reproduces the original notebooks' numbers where huntbook corrects them. */
  readonly parity: boolean;
  readonly signal: AbortSignal;
  /** Runs KQL, stopped with the step. */
  query(kql: string, options?: Omit<QueryOptions, 'signal'>): Promise<Table>;
  /** Runs a query of the library by its name: `ask('WindowsSecurity.list_host_logons', { host_name, start, end })`. */
  ask(name: string, parameters: NamedQueryArguments, options?: Omit<NamedQueryRunOptions, 'signal'>): Promise<Table>;
  /** Applies more KQL to a table. */
  refine(table: Table, pipeline: string, tables?: Readonly<Record<string, Table>>): Promise<Table>;
  /** Makes a table of computed rows. Tables of a step are freed with its outcome, unless the outcome keeps them. */
  table(
    name: string,
    columns: readonly ColumnSchema[],
    rows: readonly (readonly CellValue[])[],
    origin?: { readonly from?: Provenance; readonly derivation?: string; readonly completeness?: Completeness },
  ): Promise<Table>;
}

export interface StepOutcome<Result> {
  /** What later steps take. */
  readonly result: Result;
  /** One sentence for a person. */
  readonly finding: string;
  readonly tone?: Tone;
  /** `empty` when it looked and found nothing. */
  readonly state?: 'ok' | 'empty';
  readonly blocks: readonly Block[];
  /** Shown, exported and reported; the main one bears the step's id. */
  readonly tables?: Readonly<Record<string, Table>>;
  /** Freed together with the outcome, but not shown. */
  readonly scratch?: readonly Table[];
}

export interface StepDefinition<N extends Needs, F extends Fields, Result> {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly needs: N;
  /** The form, with defaults and options worked out from what the needed steps found. */
  readonly inputs: (needs: NeedResults<N>, context: StepContext) => F | Promise<F>;
  readonly run: (
    needs: NeedResults<N>,
    inputs: FieldValues<F>,
    context: StepContext,
  ) => StepOutcome<Result> | Promise<StepOutcome<Result>>;
}

/** A step as the engine runs it; `Result` is what it hands to the steps that need it. */
export interface Step<Result> {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly needs: Needs;
  readonly inputs: (needs: Readonly<Record<string, unknown>>, context: StepContext) => Promise<Fields>;
  readonly run: (
    needs: Readonly<Record<string, unknown>>,
    inputs: Readonly<Record<string, unknown>>,
    context: StepContext,
  ) => Promise<StepOutcome<Result>>;
}

export function defineStep<N extends Needs, F extends Fields, Result>(
  definition: StepDefinition<N, F, Result>,
): Step<Result> {
  return Object.freeze({
    id: definition.id,
    title: definition.title,
    about: definition.about,
    needs: definition.needs,
    inputs: async (needs: Readonly<Record<string, unknown>>, context: StepContext) =>
      definition.inputs(needs as NeedResults<N>, context),
    run: async (
      needs: Readonly<Record<string, unknown>>,
      inputs: Readonly<Record<string, unknown>>,
      context: StepContext,
    ) => definition.run(needs as NeedResults<N>, inputs as FieldValues<F>, context),
  });
}

export function optional<Result>(step: Step<Result>): OptionalNeed<Result> {
  return { optional: step };
}

export interface Explorer {
  readonly id: string;
  readonly title: string;
  readonly entity: 'host' | 'account' | 'ip';
  readonly hypothesis: string;
  /** In the order shown; a step stands after those it needs. */
  readonly steps: readonly Step<unknown>[];
}

/** Checks that ids are unique and that every need is an earlier step of the explorer. */
export function defineExplorer(explorer: Explorer): Explorer {
  const seen = new Set<Step<unknown>>();
  const ids = new Set<string>();
  for (const step of explorer.steps) {
    for (const need of Object.values(step.needs)) {
      const needed = 'optional' in need ? need.optional : need;
      if (!seen.has(needed))
        throw new Error(`${explorer.id}: step ${step.id} needs ${needed.id}, which is not before it`);
    }
    if (ids.has(step.id)) throw new Error(`${explorer.id}: two steps are called ${step.id}`);
    seen.add(step);
    ids.add(step.id);
  }
  return Object.freeze(explorer);
}
