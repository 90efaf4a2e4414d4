import type { FactsBlock } from '@huntbook/explorers';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterContextProvider } from '@tanstack/react-router';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { FactsBlockView } from './facts-block.js';

const router = createRouter({ routeTree: createRootRoute(), history: createMemoryHistory() });

function markup(block: Omit<FactsBlock, 'kind'>): string {
  return renderToStaticMarkup(
    <QueryClientProvider client={new QueryClient()}>
      <RouterContextProvider router={router as never}>
        <MantineProvider>
          <FactsBlockView block={{ kind: 'facts', ...block }} />
        </MantineProvider>
      </RouterContextProvider>
    </QueryClientProvider>,
  );
}

describe('a block of facts', () => {
  it('keeps the lines of a script', () => {
    const script = 'if ($a) {\n  Start-Process "calc"\n}';
    const html = markup({ title: 'Scripts', code: true, facts: [{ label: 'Layer\u202E 2', value: script }] });
    expect(html).toMatch(
      /<pre[^>]*><bdi dir="ltr">if \(\$a\) \{\n {2}Start-Process &quot;calc&quot;\n\}<\/bdi><\/pre>/,
    );
    expect(html).toContain('aria-label="Copy Layer[U+202E] 2"');
  });

  it('gives long values two columns, broken at their slashes', () => {
    const id = `/subscriptions/${'0'.repeat(36)}/resourceGroups/quillmere`;
    const html = markup({
      title: 'Alert',
      facts: [
        { label: 'ResourceId', value: id },
        { label: 'Host', value: 'a/b' },
      ],
    });
    expect(html.match(/data-long/g)).toHaveLength(1);
    expect(html.match(/<wbr\/>/g)).toHaveLength(4);
    expect(html.replace(/<[^>]*>/g, '')).toContain(id);
  });

  it('makes no flood of elements of a hostile value', () => {
    const html = markup({ title: 'Alert', facts: [{ label: 'Path', value: '/a'.repeat(50_000) }] });
    expect(html).not.toContain('<wbr');
  });
});
