import type { ProcessTreeBlock } from '@huntbook/explorers';
import { Skeleton } from '@mantine/core';
import { useMemo } from 'react';
import { FailureNote } from '../app/failure-note.js';
import type { BlockProps } from '../explorer/blocks/block-list.js';
import { tableSource } from '../explorer/blocks/table-source.js';
import { formatCount } from '../format/format.js';
import { ProcessTree } from './process-tree.js';
import styles from './process-tree.module.css';
import { mostProcesses, useTree } from './use-tree.js';

/** The processes of a table of `processTreeColumns` under their parents. */
export function ProcessTreeBlockView({ block, huntId, step }: BlockProps<ProcessTreeBlock>) {
  const source = useMemo(() => tableSource(huntId, step, block.table), [huntId, step, block.table]);
  const tree = useTree(source);
  if (tree.error) return <FailureNote error={tree.error} />;
  if (!source?.rowCount) return <p className="hb-muted">No processes.</p>;
  if (!tree.data) return <Skeleton h={420} />;
  return (
    <>
      <ProcessTree
        key={source.version}
        title={block.title}
        roots={tree.data.roots}
        nodes={tree.data.nodes}
        cut={source.cut}
      />
      {tree.data.total > mostProcesses ? (
        <p className={styles.cut}>
          The first {formatCount(mostProcesses)} of {formatCount(tree.data.total)} processes are shown. A smaller range
          of time or a single session shows the rest.
        </p>
      ) : null}
    </>
  );
}
