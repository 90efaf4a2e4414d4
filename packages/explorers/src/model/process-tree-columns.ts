import type { ColumnSchema } from '@huntbook/kql';

/** Columns of a table behind a process-tree block. */
export const processTreeColumns = [
  { name: 'NodeId', type: 'string' },
  /** '' for a root. */
  { name: 'ParentNodeId', type: 'string' },
  { name: 'Depth', type: 'int' },
  { name: 'ChildCount', type: 'int' },
  { name: 'SubtreeSize', type: 'int' },
  { name: 'TimeGenerated', type: 'datetime' },
  { name: 'Process', type: 'string' },
  { name: 'ProcessPath', type: 'string' },
  { name: 'ProcessId', type: 'long' },
  { name: 'CommandLine', type: 'string' },
  { name: 'Account', type: 'string' },
  { name: 'LogonId', type: 'string' },
  /** 1 / number of events like this one on the host; 1 is unique. null for inferred parents. */
  { name: 'Rarity', type: 'real' },
  /** The highest rarity in the branch below, itself included. */
  { name: 'BranchRarity', type: 'real' },
  /** How the parent was found: `guid`, `creation-time`, `pid-time-name`, `pid-time`, `inferred`, or `root` for none. */
  { name: 'ParentLink', type: 'string' },
  /** The process is only known as somebody's parent; it started before the logs do. */
  { name: 'IsInferred', type: 'bool' },
] as const satisfies readonly ColumnSchema[];
