import type { Block, StepView } from '@huntbook/explorers';
import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { FactsBlockView } from './facts-block.js';
import { NoteBlockView } from './note-block.js';
import { TableBlockView } from './table-block.js';
import { WhenNear } from './when-near.js';

const ChartBlockView = lazy(() => import('../../chart/chart-block.js').then((m) => ({ default: m.ChartBlockView })));
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
  return step.blocks.map((block, index) => {
    const context = { huntId, step, steps };
    // Blocks come in the order of the step's function and do not change places.
    const key = `${block.kind}-${index}`;
    switch (block.kind) {
      case 'note':
        return <NoteBlockView key={key} block={block} />;
      case 'facts':
        return <FactsBlockView key={key} block={block} />;
      case 'table':
        return (
          <WhenNear key={key} height={240}>
            <TableBlockView block={block} {...context} />
          </WhenNear>
        );
      case 'chart':
        return (
          <WhenNear key={key} height={280}>
            <Suspense fallback={<Skeleton h={280} />}>
              <ChartBlockView block={block} {...context} />
            </Suspense>
          </WhenNear>
        );
      default:
        return null;
    }
  });
}
