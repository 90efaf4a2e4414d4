import { randomUUID } from 'node:crypto';
import type { JsonValue, Table, Workspace } from '@huntbook/workspace';
import type { InputValues } from '../model/field.js';
import { ExplorerError, type Hunt, type HuntEvent } from '../model/hunt.js';
import type { HuntView, StepState } from '../model/outcome.js';
import { describeFailure } from './failure.js';
import { hasResult, type Live, parsed, viewStep } from './live-step.js';
import type { Explorer, Field, StepOutcome } from './step.js';
import { createStepContext } from './step-context.js';

const unfinished: ReadonlySet<StepState> = new Set(['waiting', 'stale', 'running']);

export interface HuntOptions {
  readonly workspace: Workspace;
  /** What the explorer is opened with: `{ host: 'WS01' }`, optionally `start` and `end`. */
  readonly values: InputValues;
  /** Inputs by step that differ from their defaults. */
  readonly inputs?: Readonly<Record<string, InputValues>>;
  /** Reproduces the original notebooks' numbers where huntbook corrects them. */
  readonly parity?: boolean;
}

export function startHunt(explorer: Explorer, options: HuntOptions): Hunt {
  const id = randomUUID();
  const lives = new Map<string, Live>();
  const listeners = new Set<(event: HuntEvent) => void>();
  /** Runs and releases that are under way: nothing of a hunt may outlive its disposal. */
  const underWay = new Set<Promise<void>>();
  let cancelled = false;
  let disposed = false;
  /** Time that steps were running in, and since when they are again; undefined while nothing runs. */
  let workedMs = 0;
  let busySince: number | undefined;
  let waiters: (() => void)[] = [];

  for (const step of explorer.steps) {
    const needs = Object.entries(step.needs).map(([name, need]) => {
      const isOptional = 'optional' in need;
      return { name, live: lives.get((isOptional ? need.optional : need).id)!, optional: isOptional };
    });
    const live: Live = {
      step,
      needs,
      dependents: [],
      given: {},
      fields: {},
      state: 'waiting',
      outcome: undefined,
      failure: undefined,
      elapsedMs: undefined,
      controller: undefined,
    };
    for (const need of needs) need.live.dependents.push(live);
    lives.set(step.id, live);
  }
  for (const [step, values] of Object.entries(options.inputs ?? {})) find(step).given = values;

  function find(step: string): Live {
    const live = lives.get(step);
    if (live) return live;
    throw new ExplorerError('unknown-step', `${explorer.title} has no step ${JSON.stringify(step)}.`, {
      hint: `Its steps are ${[...lives.keys()].join(', ')}.`,
    });
  }

  function emit(event: HuntEvent): void {
    for (const listener of listeners) listener(event);
  }

  function change(live: Live, state: StepState): void {
    live.state = state;
    emit({ kind: 'step', step: viewStep(live) });
  }

  function busy(): boolean {
    return [...lives.values()].some((live) => live.state === 'running');
  }

  function schedule(): void {
    if (disposed || cancelled) {
      finish();
      return;
    }
    let moved = true;
    while (moved) {
      moved = false;
      for (const live of lives.values()) {
        if (live.state !== 'waiting' && live.state !== 'stale') continue;
        if (live.needs.some((need) => unfinished.has(need.live.state))) continue;
        moved = true;
        if (live.needs.some((need) => !need.optional && !hasResult(need.live))) {
          follow(discard(live));
          change(live, 'blocked');
        } else follow(run(live));
      }
    }
    finish();
  }

  function follow(work: Promise<void>): void {
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  }

  function finish(): void {
    if (busy()) return;
    if (busySince !== undefined) {
      workedMs += performance.now() - busySince;
      busySince = undefined;
      emit({ kind: 'hunt', state: state(), elapsedMs: elapsed() });
    }
    const wake = waiters;
    waiters = [];
    for (const resolve of wake) resolve();
  }

  async function run(live: Live): Promise<void> {
    const controller = new AbortController();
    live.controller = controller;
    busySince ??= performance.now();
    const made: Table[] = [];
    const began = performance.now();
    live.failure = undefined;
    change(live, 'running');
    let outcome: StepOutcome<unknown> | undefined;
    let failure: ReturnType<typeof describeFailure> | undefined;
    try {
      const needs = Object.fromEntries(live.needs.map((need) => [need.name, need.live.outcome?.result]));
      const context = createStepContext(options, controller.signal, made);
      live.fields = await live.step.inputs(needs, context);
      const inputs = resolveInputs(live);
      emit({ kind: 'step', step: viewStep(live) });
      outcome = await live.step.run(needs, inputs, context);
    } catch (error) {
      failure = describeFailure(error);
    }
    if (live.controller !== controller) {
      await free([...made, ...owned(outcome)]);
      return;
    }
    live.controller = undefined;
    const previous = owned(live.outcome);
    live.outcome = outcome;
    live.failure = failure;
    live.elapsedMs = performance.now() - began;
    change(live, failure?.state ?? outcome?.state ?? 'ok');
    const kept = new Set(owned(outcome));
    await free([...previous, ...made].filter((table) => !kept.has(table)));
    schedule();
  }

  function resolveInputs(live: Live): Record<string, unknown> {
    for (const name of Object.keys(live.given)) field(live, name);
    return Object.fromEntries(
      Object.entries(live.fields).map(([name, one]) => [name, one.resolve(parsed(one, live.given[name])).value]),
    );
  }

  function field(live: Live, name: string): Field<unknown> {
    const found = Object.hasOwn(live.fields, name) ? live.fields[name] : undefined;
    if (found) return found;
    const known = Object.keys(live.fields);
    throw new ExplorerError('unknown-input', `Step ${live.step.id} has no input ${JSON.stringify(name)}.`, {
      hint: known.length ? `Its inputs are ${known.join(', ')}.` : 'It has none.',
    });
  }

  /** Aborts what runs and marks the step and all that follow from it for another run. */
  function invalidate(live: Live): void {
    live.controller?.abort();
    live.controller = undefined;
    if (live.state !== 'waiting') change(live, live.outcome ? 'stale' : 'waiting');
    for (const dependent of live.dependents) {
      if (dependent.state !== 'stale' && dependent.state !== 'waiting') invalidate(dependent);
    }
  }

  async function discard(live: Live): Promise<void> {
    const tables = owned(live.outcome);
    live.outcome = undefined;
    live.failure = undefined;
    await free(tables);
  }

  function state(): HuntView['state'] {
    if (busy()) return 'running';
    return cancelled ? 'cancelled' : 'settled';
  }

  const elapsed = () => Math.round(workedMs + (busySince === undefined ? 0 : performance.now() - busySince));

  const hunt: Hunt = {
    id,
    view: () => ({
      id,
      explorer: explorer.id,
      title: explorer.title,
      hypothesis: explorer.hypothesis,
      workspace: options.workspace.name,
      values: options.values,
      state: state(),
      steps: [...lives.values()].map(viewStep),
      elapsedMs: elapsed(),
    }),
    set(step, values) {
      const live = find(step);
      const known = Object.keys(live.fields).length > 0;
      const checked: Record<string, JsonValue> = { ...live.given };
      for (const [name, value] of Object.entries(values)) {
        checked[name] = known ? field(live, name).parse(value) : value;
      }
      live.given = checked;
      restart(live);
    },
    reset(step) {
      const live = find(step);
      live.given = {};
      restart(live);
    },
    settled: () =>
      new Promise((resolve) => {
        if (!busy()) return resolve(hunt.view());
        waiters.push(() => resolve(hunt.view()));
      }),
    cancel() {
      cancelled = true;
      for (const live of lives.values()) if (live.state === 'running') invalidate(live);
      finish();
    },
    resume() {
      cancelled = false;
      for (const live of lives.values()) if (live.state === 'failed') invalidate(live);
      schedule();
    },
    table(step, name) {
      const tables = find(step).outcome?.tables ?? {};
      const table = Object.hasOwn(tables, name) ? tables[name] : undefined;
      if (table) return table;
      throw new ExplorerError('unknown-table', `Step ${step} has no table ${JSON.stringify(name)}.`, {
        hint: `Its tables are: ${Object.keys(tables).join(', ') || 'none yet'}.`,
      });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async dispose() {
      if (disposed) return;
      hunt.cancel();
      disposed = true;
      listeners.clear();
      await Promise.all(underWay);
      await free([...lives.values()].flatMap((live) => owned(live.outcome)));
    },
  };

  function restart(live: Live): void {
    cancelled = false;
    invalidate(live);
    schedule();
  }

  schedule();
  return hunt;
}

function owned(outcome: StepOutcome<unknown> | undefined): Table[] {
  return outcome ? [...new Set([...Object.values(outcome.tables ?? {}), ...(outcome.scratch ?? [])])] : [];
}

async function free(tables: readonly Table[]): Promise<void> {
  await Promise.all([...new Set(tables)].map((table) => table.dispose()));
}
