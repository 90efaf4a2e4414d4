import type { JsonValue } from '@huntbook/workspace';
import type { FieldView, Option, TimeUnit, TimeWindow } from '../model/field.js';
import { ExplorerError } from '../model/hunt.js';
import type { Field } from './step.js';
import { parseTimeWindow, resolveTimeWindow, type TimeWindowDefault } from './time-window.js';

interface Labels {
  readonly label: string;
  readonly help?: string;
}

function labels({ label, help }: Labels): Labels {
  return help === undefined ? { label } : { label, help };
}

function bad(label: string, expected: string, given: JsonValue): ExplorerError {
  return new ExplorerError('bad-input', `${label}: expected ${expected}, not ${JSON.stringify(given)}.`);
}

export function text(options: Labels & { readonly default: string; readonly placeholder?: string }): Field<string> {
  return {
    parse(given) {
      if (typeof given !== 'string') throw bad(options.label, 'text', given);
      return given.trim();
    },
    resolve(stored) {
      const value = typeof stored === 'string' ? stored : options.default;
      const view: FieldView = {
        kind: 'text',
        ...labels(options),
        value,
        defaultValue: options.default,
        ...(options.placeholder === undefined ? {} : { placeholder: options.placeholder }),
      };
      return { value, view };
    },
  };
}

export function number(
  options: Labels & { readonly default: number; readonly min?: number; readonly max?: number; readonly step?: number },
): Field<number> {
  const { min, max, step } = options;
  return {
    parse(given) {
      const value = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
      if (typeof value !== 'number' || !Number.isFinite(value)) throw bad(options.label, 'a number', given);
      if (min !== undefined && value < min) throw bad(options.label, `a number of at least ${min}`, given);
      if (max !== undefined && value > max) throw bad(options.label, `a number of at most ${max}`, given);
      return value;
    },
    resolve(stored) {
      const value = typeof stored === 'number' ? stored : options.default;
      const bounds = {
        ...(min === undefined ? {} : { min }),
        ...(max === undefined ? {} : { max }),
        ...(step === undefined ? {} : { step }),
      };
      return { value, view: { kind: 'number', ...labels(options), value, defaultValue: options.default, ...bounds } };
    },
  };
}

export function checkbox(options: Labels & { readonly default: boolean }): Field<boolean> {
  return {
    parse(given) {
      if (typeof given === 'boolean') return given;
      if (given === 'true' || given === 'false') return given === 'true';
      throw bad(options.label, 'true or false', given);
    },
    resolve(stored) {
      const value = typeof stored === 'boolean' ? stored : options.default;
      return { value, view: { kind: 'checkbox', ...labels(options), value, defaultValue: options.default } };
    },
  };
}

/** One of the options. Without a default the first is chosen; `null` when there are none. */
export function pickOne(
  options: Labels & { readonly options: readonly Option[]; readonly default?: string },
): Field<string | null> {
  const known = new Set(options.options.map((option) => option.value));
  const preferred = options.default !== undefined && known.has(options.default) ? options.default : undefined;
  const defaultValue = preferred ?? options.options[0]?.value ?? null;
  return {
    parse(given) {
      if (typeof given !== 'string' || !known.has(given)) {
        const some = options.options.slice(0, 10).map((option) => option.value);
        throw new ExplorerError('bad-input', `${options.label}: ${JSON.stringify(given)} is not one of the options.`, {
          hint: some.length ? `The options are ${some.join(', ')}${known.size > 10 ? ' ...' : ''}.` : 'There are none.',
        });
      }
      return given;
    },
    resolve(stored) {
      const value = typeof stored === 'string' && known.has(stored) ? stored : defaultValue;
      return { value, view: { kind: 'pick-one', ...labels(options), value, defaultValue, options: options.options } };
    },
  };
}

/** Some of the options, by default all of them. Given values that are no option are left out. */
export function pickMany(
  options: Labels & { readonly options: readonly Option[]; readonly default?: readonly string[] },
): Field<readonly string[]> {
  const known = new Set(options.options.map((option) => option.value));
  const defaultValue = options.default ? options.default.filter((value) => known.has(value)) : [...known];
  return {
    parse(given) {
      const list = typeof given === 'string' ? given.split(',').map((part) => part.trim()) : given;
      if (!Array.isArray(list) || !list.every((item) => typeof item === 'string')) {
        throw bad(options.label, 'a list of texts', given);
      }
      return [...new Set(list.filter((item: string) => item !== ''))];
    },
    resolve(stored) {
      const value = Array.isArray(stored) ? (stored as string[]).filter((item) => known.has(item)) : defaultValue;
      return { value, view: { kind: 'pick-many', ...labels(options), value, defaultValue, options: options.options } };
    },
  };
}

export function timeWindow(options: Labels & TimeWindowDefault): Field<TimeWindow> {
  const defaultValue = resolveTimeWindow(options);
  const bound = (given: number | undefined, used: number) =>
    Math.max(Math.abs(given ?? sliderBound[options.unit]), 4 * used);
  return {
    parse: (given) => parseTimeWindow(options.label, given, defaultValue) as unknown as JsonValue,
    resolve(stored) {
      const value = (stored as unknown as TimeWindow | undefined) ?? defaultValue;
      return {
        value,
        view: {
          kind: 'time-window',
          ...labels(options),
          value,
          defaultValue,
          maxBefore: bound(options.maxBefore, options.before),
          maxAfter: bound(options.maxAfter, options.after),
        },
      };
    },
  };
}

const sliderBound: Readonly<Record<TimeUnit, number>> = { minute: 240, hour: 72, day: 28, week: 20 };
