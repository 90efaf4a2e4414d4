import type { HostFunction, HostType, HostValue, SqlExpression } from '../model/compiled-query.js';
import type { KqlType } from '../model/schema.js';
import { convert, json, text } from './convert.js';
import type { FunctionFamily, ScalarFunction } from './registry.js';
import { typed } from './sql.js';

const hostTypes: Readonly<Record<'string' | 'dynamic' | 'long' | 'real' | 'bool', HostType>> = {
  string: 'string',
  dynamic: 'string',
  long: 'long',
  real: 'real',
  bool: 'bool',
};

export type HostKind = keyof typeof hostTypes;

/** An argument as a host function takes it: text, dynamics as JSON text, numbers as long or real. */
export function hostArgument(arg: SqlExpression, kind: HostKind): string {
  if (kind === 'dynamic') return `(${json(arg)})::VARCHAR`;
  return kind === 'string' ? text(arg) : convert(arg, kind as KqlType).sql;
}

/** What a host function gives back, as SQL of the KQL type. Strings that it leaves out are empty. */
export function hostResult(call: string, kind: HostKind): SqlExpression {
  if (kind === 'dynamic') return typed('dynamic', `(${call})::JSON`);
  return typed(kind, kind === 'string' ? `coalesce(${call}, '')` : call);
}

export interface HostScalar {
  readonly parameters: readonly HostKind[];
  readonly result: HostKind;
  /** Defaults of the last parameters, as SQL. */
  readonly defaults?: readonly string[];
  readonly run: (...values: never[]) => HostValue;
}

/** Functions that JavaScript computes row by row, as scalars and as the host functions behind them. */
export function hostScalars(
  functions: Readonly<Record<string, HostScalar>>,
): Required<Pick<FunctionFamily, 'scalars' | 'hostFunctions'>> {
  const scalars: Record<string, ScalarFunction> = {};
  const hostFunctions: HostFunction[] = [];
  for (const [name, { parameters, result, defaults = [], run }] of Object.entries(functions)) {
    scalars[name] = (args, context) => {
      const missing = parameters.length - args.length;
      if (missing > defaults.length || missing < 0)
        return context.fail(`${name} does not take ${args.length} arguments`);
      const given = args.map((arg, index) => hostArgument(arg, parameters[index] as HostKind));
      return hostResult(`kql_${name}(${[...given, ...defaults.slice(defaults.length - missing)].join(', ')})`, result);
    };
    hostFunctions.push({
      name: `kql_${name}`,
      parameters: parameters.map((kind) => hostTypes[kind]),
      result: hostTypes[result],
      run: run as HostFunction['run'],
    });
  }
  return { scalars, hostFunctions };
}

/** A function of any number of dynamics, which reach JavaScript as the texts of one JSON array; null for a null one. */
export function variadic(name: string, result: HostKind): ScalarFunction {
  return (args) => hostResult(`kql_${name}(json_array(${args.map(json).join(', ')})::VARCHAR)`, result);
}
