import type { ExplorerInfo } from '@huntbook/explorers';
import type { HomeView, WorkspaceView } from '@huntbook/server';
import type { SourceInfo } from '@huntbook/workspace';
import { queryOptions } from '@tanstack/react-query';
import { getJson } from './client.js';

export const workspaceQuery = queryOptions({
  queryKey: ['workspace'],
  queryFn: ({ signal }) => getJson<WorkspaceView>('/api/workspace', signal),
});

export const homeQuery = queryOptions({
  queryKey: ['home'],
  queryFn: ({ signal }) => getJson<HomeView>('/api/home', signal),
});

export const explorersQuery = queryOptions({
  queryKey: ['explorers'],
  queryFn: ({ signal }) => getJson<ExplorerInfo[]>('/api/explorers', signal),
  staleTime: Number.POSITIVE_INFINITY,
});

export const sourcesQuery = queryOptions({
  queryKey: ['sources'],
  queryFn: ({ signal }) => getJson<SourceInfo[]>('/api/sources', signal),
});
