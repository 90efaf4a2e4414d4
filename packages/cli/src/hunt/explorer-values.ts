import type { ExplorerInfo, InputValues } from '@huntbook/explorers';
import type { JsonValue } from '@huntbook/workspace';
import { CliError } from '../console/cli-error.js';
import { exitCodes } from '../console/exit-codes.js';
import { parseTime } from '../text/time.js';

/** What a hunt is opened with: the entity's name under its kind, and the time range. Throws CliError. */
export function huntValues(
  explorer: ExplorerInfo,
  name: string,
  options: { readonly start?: string; readonly end?: string },
): InputValues {
  return {
    [explorer.entity]: name,
    ...(options.start === undefined ? {} : { start: parseTime(options.start, '--start').toISOString() }),
    ...(options.end === undefined ? {} : { end: parseTime(options.end, '--end').toISOString() }),
  };
}

/** A value as typed: JSON where it looks like a list, an object or quoted text; else the text, which the input reads. */
function parseValue(text: string): JsonValue {
  if (!/^[[{"]/.test(text)) return text;
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    throw new CliError(`--set: ${text} is not valid JSON`, { cause: error, exitCode: exitCodes.badQuery });
  }
}

/** `step.input=value` texts as inputs by step. Throws CliError. */
export function parseInputs(given: readonly string[]): Record<string, Record<string, JsonValue>> {
  const inputs: Record<string, Record<string, JsonValue>> = {};
  for (const text of given) {
    const match = /^([^.=\s]+)\.([^.=\s]+)=(.*)$/s.exec(text);
    if (!match) {
      throw new CliError(`--set ${text}: an input is written step.input=value`, {
        hint: 'For example --set rare-sessions.percentile=50.',
        exitCode: exitCodes.badQuery,
      });
    }
    const [, step, input, value] = match as unknown as [string, string, string, string];
    inputs[step] = { ...inputs[step], [input]: parseValue(value) };
  }
  return inputs;
}
