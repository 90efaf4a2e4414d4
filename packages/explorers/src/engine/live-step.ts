import type { JsonValue } from '@huntbook/workspace';
import type { InputValues } from '../model/field.js';
import { ExplorerError } from '../model/hunt.js';
import type { StepState, StepView } from '../model/outcome.js';
import type { describeFailure } from './failure.js';
import type { Field, Fields, Step, StepOutcome } from './step.js';

/** A step of a live hunt, with what it was given and what came of it. */
export interface Live {
  readonly step: Step<unknown>;
  readonly needs: readonly { readonly name: string; readonly live: Live; readonly optional: boolean }[];
  readonly dependents: Live[];
  /** As given, not yet checked against the form: the form is only known when the needs have run. */
  given: InputValues;
  fields: Fields;
  state: StepState;
  outcome: StepOutcome<unknown> | undefined;
  failure: ReturnType<typeof describeFailure> | undefined;
  elapsedMs: number | undefined;
  controller: AbortController | undefined;
}

/** A step as anyone may see it. */
export function viewStep(live: Live): StepView {
  const { step, outcome, failure } = live;
  const inputs = Object.fromEntries(
    Object.entries(live.fields).map(([name, one]) => [name, one.resolve(viewable(one, live.given[name])).view]),
  );
  const tables = Object.fromEntries(
    Object.entries(outcome?.tables ?? {}).map(([name, { columns, rowCount, completeness, provenance }]) => [
      name,
      { columns, rowCount, completeness, provenance },
    ]),
  );
  const blocking = live.needs.find((need) => !need.optional && !hasResult(need.live));
  return {
    id: step.id,
    title: step.title,
    about: step.about,
    state: live.state,
    finding:
      live.state === 'blocked' && blocking
        ? `Nothing to work on: “${blocking.live.step.title}” gave no result.`
        : (failure?.finding ?? outcome?.finding ?? ''),
    tone: failure ? (failure.state === 'failed' ? 'bad' : 'neutral') : (outcome?.tone ?? 'neutral'),
    inputs,
    blocks: outcome?.blocks ?? [],
    tables,
    needs: live.needs.map((need) => need.live.step.id),
    ...(failure ? { error: failure.error } : {}),
    ...(live.elapsedMs === undefined ? {} : { elapsedMs: Math.round(live.elapsedMs) }),
  };
}

/** False for a step that failed, and for one that found nothing for others to work on. */
export const hasResult = (live: Live): boolean => live.outcome !== undefined && live.outcome.result !== undefined;

/** A stored value as the field understands it; undefined when there is none. Throws for a bad one. */
export function parsed(field: Field<unknown>, given: JsonValue | undefined): JsonValue | undefined {
  return given === undefined ? undefined : field.parse(given);
}

/** As `parsed`, but a bad value shows as the default: the step's failure says what is wrong with it. */
function viewable(field: Field<unknown>, given: JsonValue | undefined): JsonValue | undefined {
  try {
    return parsed(field, given);
  } catch (error) {
    if (error instanceof ExplorerError) return undefined;
    throw error;
  }
}
