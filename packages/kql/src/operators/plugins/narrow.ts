import { convert } from '../../lower/convert.js';
import { columnValue } from '../../lower/expression.js';
import { over } from '../../lower/scope.js';
import { text } from '../../plan/quote.js';
import { named, step } from '../../plan/relation.js';
import type { Plugin } from '../evaluate.js';

/** One row for each cell: the number of the row, the name of the column and the value as text. */
export const narrow: Plugin = {
  rows(input, call, columns, scope) {
    const out = named(columns);
    const inside = over(scope, input);
    const names = input.columns.map((column) => text(column.name)).join(', ');
    const values = input.columns.map((column) => convert(columnValue(column), 'string', call, inside).sql).join(', ');
    return step(
      input,
      out,
      (from) =>
        `SELECT CAST("$row" AS BIGINT) AS ${out[0]!.id}, unnest([${names}]) AS ${out[1]!.id}, unnest("$cells") AS ${out[2]!.id} FROM (SELECT row_number() OVER () - 1 AS "$row", [${values}] AS "$cells" FROM ${from})`,
    );
  },
};
