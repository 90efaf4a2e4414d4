import type { Block, StepView } from '@huntbook/explorers';
import { Skeleton } from '@mantine/core';
import { lazy, type ReactNode, Suspense } from 'react';
import { FactsBlockView } from './facts-block.js';
import { NoteBlockView } from './note-block.js';
import { TableBlockView } from './table-block.js';
import { WhenNear } from './when-near.js';

const ChartBlockView = lazy(() => import('../../chart/chart-block.js').then((m) => ({ default: m.ChartBlockView })));
const TimelineBlockView = lazy(() =>
  import('../../timeline/timeline-block.js').then((m) => ({ default: m.TimelineBlockView })),
);
const ProcessTreeBlockView = lazy(() =>
  import('../../tree/process-tree-block.js').then((m) => ({ default: m.ProcessTreeBlockView })),
);

interface BlockListProps {
  readonly huntId: string;
  readonly step: StepView;
  readonly steps: readonly StepView[];
}

/** What a block needs of its step. */
export interface BlockProps<B extends Block> extends BlockListProps {
  readonly block: B;
}

export function BlockList({ huntId, step, steps }: BlockListProps) {
  return step.blocks.map((block, index) => (
    // Blocks come in the order of the step's function and do not change places.
    // biome-ignore lint/suspicious/noArrayIndexKey: the place is a block's identity
    <BlockView key={`${block.kind}-${index}`} block={block} huntId={huntId} step={step} steps={steps} />
  ));
}

function BlockView({ block, ...context }: BlockProps<Block>) {
  switch (block.kind) {
    case 'note':
      return <NoteBlockView block={block} />;
    case 'facts':
      return <FactsBlockView block={block} />;
    case 'table':
      return (
        <WhenNear height={240}>
          <TableBlockView block={block} {...context} />
        </WhenNear>
      );
    case 'timeline':
      return (
        <Heavy height={260}>
          <TimelineBlockView block={block} {...context} />
        </Heavy>
      );
    case 'chart':
      return (
        <Heavy height={280}>
          <ChartBlockView block={block} {...context} />
        </Heavy>
      );
    case 'process-tree':
      return (
        <Heavy height={480}>
          <ProcessTreeBlockView block={block} {...context} />
        </Heavy>
      );
  }
}

/** Parts whose code is fetched when they come near the window. */
function Heavy({ height, children }: { readonly height: number; readonly children: ReactNode }) {
  return (
    <WhenNear height={height}>
      <Suspense fallback={<Skeleton h={height} />}>{children}</Suspense>
    </WhenNear>
  );
}
