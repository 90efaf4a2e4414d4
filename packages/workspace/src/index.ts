export type { LocalOptions } from './local/local-workspace.js';
export { openMemoryWorkspace } from './local/local-workspace.js';
export type * from './model/table.js';
export type {
  IngestEvent,
  LocalWorkspace,
  QueryOptions,
  SourceInfo,
  TableInfo,
  Timespan,
  Workspace,
  WorkspaceErrorCode,
} from './model/workspace.js';
export { WorkspaceError } from './model/workspace.js';
export type { OpenWorkspaceOptions } from './open-workspace.js';
export { createWorkspace, openWorkspace } from './open-workspace.js';
export { findQuery, listQueries } from './queries/library.js';
export type {
  NamedQueries,
  NamedQuery,
  NamedQueryArguments,
  NamedQueryInfo,
  NamedQueryRunOptions,
  QueryFamily,
  QueryParameterValue,
} from './queries/named-queries.js';
