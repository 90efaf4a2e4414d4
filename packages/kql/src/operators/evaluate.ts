import type { Syntax } from '../language/syntax.js';
import { type Scope, unsupported } from '../lower/scope.js';
import { ShapeNeeded } from '../lower/shape.js';
import type { ColumnSchema } from '../model/schema.js';
import type { Relation } from '../plan/relation.js';
import { activeUsersCount, activityCountsMetrics, sessionCount } from './plugins/activity.js';
import { bagUnpack } from './plugins/bag-unpack.js';
import { geoLineLookup, geoPolygonLookup } from './plugins/geo-lookup.js';
import { ipv4Lookup } from './plugins/ipv4-lookup.js';
import { narrow } from './plugins/narrow.js';
import { pivot } from './plugins/pivot.js';
import { rollingPercentile } from './plugins/rolling-percentile.js';
import { rowsNear } from './plugins/rows-near.js';
import { boundColumns, type Operator } from './shared.js';

/** A plugin: its rows under known columns, and how to find the columns out where the query does not say them. */
export interface Plugin {
  readonly rows: (input: Relation, call: Syntax, columns: readonly ColumnSchema[], scope: Scope) => Relation;
  readonly probe?: (
    input: Relation,
    call: Syntax,
    scope: Scope,
  ) => { readonly relation: Relation; readonly columnsOf: ShapeNeeded['columnsOf'] };
}

const plugins: ReadonlyMap<string, Plugin> = new Map([
  ['bag_unpack', bagUnpack],
  ['pivot', pivot],
  ['narrow', narrow],
  ['ipv4_lookup', ipv4Lookup],
  ['geo_polygon_lookup', geoPolygonLookup],
  ['geo_line_lookup', geoLineLookup],
  ['activity_counts_metrics', activityCountsMetrics],
  ['active_users_count', activeUsersCount],
  ['session_count', sessionCount],
  ['rolling_percentile', rollingPercentile],
  ['rows_near', rowsNear],
]);

export const evaluate: Operator = (input, node, scope) => {
  const call = node.child('FunctionCall');
  const name = call.child('Name').name;
  const plugin = plugins.get(name);
  if (!plugin) return unsupported(scope, call, `The plugin ${name}`);
  if (plugin.probe && !node.maybe('Schema')) {
    if (scope.callSite) {
      return unsupported(
        scope,
        call,
        `The plugin ${name} inside a function without a schema`,
        `Write the columns behind the call: evaluate ${name}(...) : (name: type).`,
      );
    }
    const { relation, columnsOf } = plugin.probe(input, call, scope);
    throw new ShapeNeeded(relation, call.start + call.length, columnsOf);
  }
  return plugin.rows(input, call, boundColumns(node, scope), scope);
};
