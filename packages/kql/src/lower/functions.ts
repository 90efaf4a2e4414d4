import { families } from '../functions/index.js';
import type { AggregateFunction, FunctionContext, ScalarFunction } from '../functions/registry.js';
import type { Syntax } from '../language/syntax.js';
import type { SqlExpression } from '../model/compiled-query.js';
import type { KqlType } from '../model/schema.js';
import { refuse, type Scope, unsupported } from './scope.js';

function gather<T>(
  pick: (family: (typeof families)[number]) => Readonly<Record<string, T>> | undefined,
): Map<string, T> {
  return new Map(families.flatMap((family) => Object.entries(pick(family) ?? {})));
}

let scalars: Map<string, ScalarFunction> | undefined;
let aggregates: Map<string, AggregateFunction> | undefined;

export function scalarFunction(name: string): ScalarFunction | undefined {
  scalars ??= gather((family) => family.scalars);
  return scalars.get(name.toLowerCase());
}

export function aggregateFunction(name: string): AggregateFunction | undefined {
  aggregates ??= gather((family) => family.aggregates);
  return aggregates.get(name.toLowerCase());
}

function contextOf(node: Syntax, resultType: KqlType, scope: Scope): FunctionContext {
  return {
    now: scope.query.now,
    resultType,
    ...(scope.order ? { order: scope.order } : {}),
    fail(message, hint, argument) {
      const list = node.maybe('ArgumentList')?.list('Expressions') ?? [];
      const place = argument === undefined ? node : (list[argument] ?? node);
      return refuse(scope, place, message, hint ? { hint } : {});
    },
  };
}

export function callScalar(
  name: string,
  args: readonly SqlExpression[],
  resultType: KqlType,
  node: Syntax,
  scope: Scope,
): SqlExpression {
  const implementation = scalarFunction(name);
  if (!implementation) return unsupported(scope, node, `The function ${name}()`);
  return implementation(args, contextOf(node, resultType, scope));
}

export function callAggregate(
  name: string,
  args: readonly SqlExpression[],
  resultType: KqlType,
  node: Syntax,
  scope: Scope,
): SqlExpression {
  const implementation = aggregateFunction(name);
  if (!implementation) return unsupported(scope, node, `The aggregate ${name}()`);
  return implementation(args, contextOf(node, resultType, scope));
}
