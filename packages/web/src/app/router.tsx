import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { FailurePage } from './failure-page.js';
import { NotFoundPage } from './not-found-page.js';
import { PagePending } from './page-pending.js';
import { parseSearch, type Search, stringifySearch } from './search.js';
import { Shell } from './shell.js';

export interface RouterContext {
  readonly queryClient: QueryClient;
}

const root = createRootRouteWithContext<RouterContext>()({
  component: Shell,
  notFoundComponent: NotFoundPage,
  errorComponent: FailurePage,
  validateSearch: (search: Record<string, unknown>): Search => search as Search,
});

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('../home/home-page.js'), 'HomePage'),
});

const hunt = createRoute({
  getParentRoute: () => root,
  path: '/hunt/$explorer',
  component: lazyRouteComponent(() => import('../explorer/explorer-page.js'), 'ExplorerPage'),
});

const data = createRoute({
  getParentRoute: () => root,
  path: '/data',
  component: lazyRouteComponent(() => import('../data/data-page.js'), 'DataPage'),
});

const query = createRoute({
  getParentRoute: () => root,
  path: '/query',
  component: lazyRouteComponent(() => import('../query/query-page.js'), 'QueryPage'),
});

/** The pages by their address. All of a page's state lives in its search parameters. */
export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree: root.addChildren([home, hunt, data, query]),
    context: { queryClient },
    parseSearch,
    stringifySearch,
    defaultPendingComponent: PagePending,
    defaultErrorComponent: FailurePage,
    defaultPreload: 'intent',
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
