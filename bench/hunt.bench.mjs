// A Windows host hunt over the demo: whole and by step, as a share of the budget (3 s for a million events, 12 s for ten).
// HUNTBOOK_BENCH_EVENTS=10000000 measures another size.
import { demoStory } from '../packages/demo/dist/index.js';
import { openHunt } from '../packages/explorers/dist/index.js';
import { openWorkspace } from '../packages/workspace/dist/index.js';
import { demoWorkspace } from './demo-workspace.mjs';

const events = Number(process.env.HUNTBOOK_BENCH_EVENTS ?? 1_000_000);
const budgetMs = events <= 1_000_000 ? 3000 : 12_000;
const workspace = await openWorkspace(await demoWorkspace(events));
// The first query loads the language service; opening a workspace for a hunt includes that.
await workspace.query('print 1');

for (const name of ['first hunt', 'second hunt']) {
  const started = performance.now();
  const hunt = openHunt('windows-host', { workspace, values: { host: demoStory().facts.victim } });
  const view = await hunt.settled();
  const ms = performance.now() - started;
  console.log(
    `${name}: ${Math.round(ms)} ms, ${(ms / budgetMs).toFixed(2)} of the budget; resident ${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB`,
  );
  if (name === 'first hunt') {
    for (const step of view.steps) {
      console.log(`  ${step.id.padEnd(30)} ${String(step.elapsedMs ?? 0).padStart(6)} ms  ${step.state}`);
    }
  }
  await hunt.dispose();
}
await workspace.close();
