import { refuse } from '../lower/scope.js';
import type { Source } from './shared.js';

/** Queries cannot reach the network or files: what they would read has to be taken into the workspace first. */
export const externalData: Source = (node, scope) =>
  refuse(scope, node, 'externaldata reads from the network, which a query here cannot do', {
    code: 'unsupported',
    subject: 'externaldata',
    hint: 'Download the file, ingest it as a table and read that table instead.',
  });
