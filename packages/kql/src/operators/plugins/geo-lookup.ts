import { columnValue, lowerExpression } from '../../lower/expression.js';
import { callScalar } from '../../lower/functions.js';
import { refuse } from '../../lower/scope.js';
import { lowerTabular } from '../../lower/tabular.js';
import { named, relation } from '../../plan/relation.js';
import type { Plugin } from '../evaluate.js';
import { outside } from '../join.js';
import { argumentColumn, pluginArguments } from './arguments.js';

/** Joins places to the shapes of a table: to polygons that hold them or lie within a radius, or to lines within one. */
function lookup(shape: 'polygon' | 'line'): Plugin {
  return {
    rows(input, call, columns, scope) {
      const { positional, named: options } = pluginArguments(call);
      const [tableNode, shapeNode, longitudeNode, latitudeNode, radiusNode, unmatchedNode, , keyNode] = positional;
      if (!tableNode) refuse(scope, call, `geo_${shape}_lookup() takes a table, its column of shapes and a place`);
      const table = lowerTabular(tableNode, outside(scope));
      const shapes = argumentColumn(table, shapeNode, call, scope);
      const side = (alias: string, id: string) => `${alias}.${id}`;
      const at = [longitudeNode, latitudeNode].map((node) => {
        const column = argumentColumn(input, node, call, scope);
        return columnValue({ ...column, id: side('l', column.id) });
      });
      const isTrue = (name: string, place: typeof radiusNode) => {
        const node = options.get(name) ?? place;
        return node ? lowerExpression(node, outside(scope)).literal === true : false;
      };
      const radiusAt = options.get('radius') ?? radiusNode;
      const radius = radiusAt ? lowerExpression(radiusAt, outside(scope)).sql : undefined;
      const args = [...at, columnValue({ ...shapes, id: side('r', shapes.id) })];
      const on =
        radius === undefined
          ? callScalar('geo_point_in_polygon', args, 'bool', call, scope).sql
          : `${callScalar(`geo_distance_point_to_${shape}`, args, 'real', call, scope).sql} <= ${radius}`;
      const withKey = isTrue('return_lookup_key', keyNode);
      const sources = [
        ...input.columns.map((from) => side('l', from.id)),
        ...table.columns
          .filter((from) => withKey || from !== shapes)
          .map((from) => (from.type === 'string' ? `coalesce(${side('r', from.id)}, '')` : side('r', from.id))),
      ];
      const names = [...input.columns, ...table.columns.filter((from) => withKey || from !== shapes)];
      const out = named(
        names.map((from, index) => ({
          name: columns.length === names.length ? columns[index]!.name : from.name,
          type: from.type,
        })),
      );
      const list = out.map((to, index) => `${sources[index]} AS ${to.id}`).join(', ');
      const kind = isTrue('return_unmatched', unmatchedNode) ? 'LEFT JOIN' : 'JOIN';
      return relation({
        columns: out,
        inputs: [input, table],
        print: (l, r) => `SELECT ${list} FROM ${l} AS l ${kind} ${r} AS r ON ${on}`,
        ordered: false,
      });
    },
  };
}

export const geoPolygonLookup = lookup('polygon');
export const geoLineLookup = lookup('line');
