import type { FieldView, HuntView, InputValues } from '@huntbook/explorers';
import type { JsonValue } from '@huntbook/workspace';
import type { Search } from '../app/search.js';

/** Inputs that were changed, by step and input name. */
export type ChangedInputs = Readonly<Record<string, InputValues>>;

/**
 * A value as text in an address. Text stands for itself; other values, and text that would read as such, are JSON.
 */
export function encodeValue(value: JsonValue): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return readsAsJson(value) ? JSON.stringify(value) : value;
}

export function decodeValue(text: string): JsonValue {
  return readsAsJson(text) ? (JSON.parse(text) as JsonValue) : text;
}

function readsAsJson(text: string): boolean {
  if (!/^(?:null|true|false|-?\d|"|\[|\{)/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What an address says of a hunt: its values (`host=WS01`) and changed inputs (`rare-sessions.percentile=50`). */
export function readHuntSearch(search: Search): { readonly values: InputValues; readonly inputs: ChangedInputs } {
  const values: Record<string, JsonValue> = {};
  const inputs: Record<string, Record<string, JsonValue>> = {};
  for (const [name, text] of Object.entries(search)) {
    if (text === undefined) continue;
    const dot = name.indexOf('.');
    // Values of a hunt are names and times: text, also where a host is called 42.
    if (dot < 0) values[name] = text;
    else {
      const step = name.slice(0, dot);
      inputs[step] = { ...inputs[step], [name.slice(dot + 1)]: decodeValue(text) };
    }
  }
  return { values, inputs };
}

/** The address's parameters for a hunt; the opposite of `readHuntSearch`. */
export function writeHuntSearch(values: InputValues, inputs: ChangedInputs): Record<string, string> {
  const search: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    if (value !== null) search[name] = typeof value === 'string' ? value : JSON.stringify(value);
  }
  for (const [step, changed] of Object.entries(inputs)) {
    for (const [input, value] of Object.entries(changed)) search[`${step}.${input}`] = encodeValue(value);
  }
  return search;
}

/** The inputs after one was changed, or with `undefined` put back to its default. */
export function changeInput(
  inputs: ChangedInputs,
  step: string,
  input: string,
  value: JsonValue | undefined,
): ChangedInputs {
  const { [input]: _, ...rest } = inputs[step] ?? {};
  const changed = value === undefined ? rest : { ...rest, [input]: value };
  const { [step]: __, ...others } = inputs;
  return Object.keys(changed).length ? { ...others, [step]: changed } : others;
}

export function sameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Whether somebody changed the field. */
export function isChanged(field: FieldView): boolean {
  return !sameValue(field.value, field.defaultValue);
}

/** The changed inputs of a live hunt, as its own view tells them. */
export function inputsOf(view: HuntView): ChangedInputs {
  let inputs: ChangedInputs = {};
  for (const step of view.steps) {
    for (const [name, field] of Object.entries(step.inputs)) {
      if (isChanged(field)) inputs = changeInput(inputs, step.id, name, field.value as JsonValue);
    }
  }
  return inputs;
}

/**
 * Steps whose inputs differ between two states, with what they are to be now. The last part says that an input went back
 * to its default: values are merged into those in force, so the step's defaults have to be put back first.
 */
export function inputChanges(
  before: ChangedInputs,
  after: ChangedInputs,
): readonly (readonly [step: string, values: InputValues, putBack: boolean])[] {
  const steps = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...steps]
    .filter((step) => !sameValue(sorted(before[step]), sorted(after[step])))
    .map((step) => {
      const values = after[step] ?? {};
      return [step, values, Object.keys(before[step] ?? {}).some((name) => !(name in values))] as const;
    });
}

function sorted(values: InputValues | undefined): unknown {
  return Object.entries(values ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
}
