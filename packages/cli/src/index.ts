/**
 * huntbook as a library: open a workspace, ask it KQL, run a hunt. The commands are built on just this.
 *
 * @packageDocumentation
 */
export type {
  Block,
  ExplorerErrorCode,
  ExplorerInfo,
  FieldView,
  Hunt,
  HuntEvent,
  HuntView,
  InputValues,
  StepState,
  StepView,
  TimeWindow,
} from '@huntbook/explorers';
export { ExplorerError, explorers, openHunt } from '@huntbook/explorers';
export type { IngestErrorCode, IngestOptions, LogSource } from '@huntbook/ingest';
export { IngestError } from '@huntbook/ingest';
export type { ColumnSchema, KqlErrorCode, KqlType } from '@huntbook/kql';
export { KqlError } from '@huntbook/kql';
export type {
  CellValue,
  Completeness,
  ExportFormat,
  IngestEvent,
  LocalWorkspace,
  NamedQueries,
  NamedQuery,
  NamedQueryInfo,
  PageOptions,
  Provenance,
  QueryOptions,
  Row,
  SourceInfo,
  Table,
  TableInfo,
  TablePage,
  Timespan,
  Workspace,
  WorkspaceErrorCode,
} from '@huntbook/workspace';
export { createWorkspace, openWorkspace, WorkspaceError } from '@huntbook/workspace';
