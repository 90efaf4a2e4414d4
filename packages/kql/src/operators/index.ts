import { invoke as invokeFunction } from '../lower/call.js';
import { count } from './count.js';
import { datatable } from './datatable.js';
import { distinct, sampleDistinct } from './distinct.js';
import { evaluate } from './evaluate.js';
import { extend } from './extend.js';
import { externalData } from './external-data.js';
import { find } from './find.js';
import { join, lookup } from './join.js';
import { makeSeries } from './make-series.js';
import { mvApply } from './mv-apply.js';
import { mvExpand } from './mv-expand.js';
import { parse, parseWhere } from './parse.js';
import { parseKv } from './parse-kv.js';
import { partition } from './partition.js';
import { as, consume, getSchema, render, serialize } from './pass-through.js';
import { print } from './print.js';
import { project } from './project.js';
import { projectColumns, projectRename } from './project-columns.js';
import { range } from './range.js';
import { scan } from './scan.js';
import { search, searchSource } from './search.js';
import type { Operator, Source } from './shared.js';
import { sample, sort, take, top } from './sort.js';
import { summarize } from './summarize.js';
import { topHitters, topNested } from './top-nested.js';
import { union, unionSource } from './union.js';
import { where } from './where.js';

/** Operators by the kind of their syntax node. */
export const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['FilterOperator', where],
  ['ExtendOperator', extend],
  ['ProjectOperator', project],
  ['ProjectAwayOperator', projectColumns],
  ['ProjectKeepOperator', projectColumns],
  ['ProjectReorderOperator', projectColumns],
  ['ProjectByNamesOperator', projectColumns],
  ['ProjectRenameOperator', projectRename],
  ['SummarizeOperator', summarize],
  ['JoinOperator', join],
  ['LookupOperator', lookup],
  ['UnionOperator', union],
  ['DistinctOperator', distinct],
  ['SortOperator', sort],
  ['TopOperator', top],
  ['TakeOperator', take],
  ['SampleOperator', sample],
  ['SampleDistinctOperator', sampleDistinct],
  ['CountOperator', count],
  ['MvExpandOperator', mvExpand],
  ['MvApplyOperator', mvApply],
  ['MakeSeriesOperator', makeSeries],
  ['SearchOperator', search],
  ['ParseKvOperator', parseKv],
  ['TopNestedOperator', topNested],
  ['TopHittersOperator', topHitters],
  ['PartitionOperator', partition],
  ['EvaluateOperator', evaluate],
  ['ScanOperator', scan],
  ['ParseOperator', parse],
  ['ParseWhereOperator', parseWhere],
  ['SerializeOperator', serialize],
  ['RenderOperator', render],
  ['AsOperator', as],
  ['GetSchemaOperator', getSchema],
  ['ConsumeOperator', consume],
  ['InvokeOperator', (input, node, scope) => invokeFunction(input, node.child('Function'), scope)],
]);

/** Sources of rows by the kind of their syntax node. */
export const sources: ReadonlyMap<string, Source> = new Map<string, Source>([
  ['DataTableExpression', datatable],
  ['PrintOperator', print],
  ['RangeOperator', range],
  ['UnionOperator', unionSource],
  ['SearchOperator', searchSource],
  ['FindOperator', find],
  ['ExternalDataExpression', externalData],
]);
