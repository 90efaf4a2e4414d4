import { aggregateFamily } from './aggregate.js';
import { castFamily } from './cast.js';
import { conditionalFamily } from './conditional.js';
import { datetimeFamily } from './datetime.js';
import { dynamicFamily } from './dynamic.js';
import { mathFamily } from './math.js';
import { regexFamily } from './regex.js';
import type { FunctionFamily } from './registry.js';
import { stringFamily } from './string.js';
import { timespanFamily } from './timespan.js';

/** Every family of functions that the compiler knows. */
export const families: readonly FunctionFamily[] = [
  castFamily,
  timespanFamily,
  datetimeFamily,
  conditionalFamily,
  stringFamily,
  regexFamily,
  mathFamily,
  dynamicFamily,
  aggregateFamily,
];
