// A cold `huntbook query`, process start included, as a share of its budget of 1.5 s.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../scripts/prepare.mjs';
import { demoWorkspace } from './demo-workspace.mjs';

const budgetMs = 1500;
const huntbook = join(root, 'packages/cli/bin/huntbook.js');
const workspace = await demoWorkspace(Number(process.env.HUNTBOOK_BENCH_EVENTS ?? 1_000_000));

for (const query of ['print 1', 'SecurityEvent | where EventID == 4688 | summarize count() by Computer']) {
  const times = [];
  for (let i = 0; i < 3; i++) {
    const started = performance.now();
    const { status, stderr } = spawnSync(process.execPath, [huntbook, 'query', query, '--workspace', workspace], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
    times.push(performance.now() - started);
  }
  const best = Math.min(...times);
  console.log(`${query}: ${Math.round(best)} ms, ${(best / budgetMs).toFixed(2)} of the budget`);
}
