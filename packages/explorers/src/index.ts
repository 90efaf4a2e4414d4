export type * from './model/block.js';
export type * from './model/field.js';
export type { ExplorerErrorCode, Hunt, HuntEvent } from './model/hunt.js';
export { ExplorerError } from './model/hunt.js';
export type * from './model/outcome.js';
export { processTreeColumns } from './model/process-tree-columns.js';
export type * from './model/timeline-data.js';
