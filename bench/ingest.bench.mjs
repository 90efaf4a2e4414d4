// Loading ndjson and EVTX into a workspace: MB/s, peak memory, and the parser's share of the time for EVTX.
// Repeats real captures where they lie beside the clone; without them it repeats exports of the demo.
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openSources } from '../packages/ingest/dist/index.js';
import { createWorkspace } from '../packages/workspace/dist/index.js';
import { root } from '../scripts/prepare.mjs';

const folder = await mkdtemp(join(tmpdir(), 'huntbook-bench-'));
const data = join(root, '..', 'shared', 'data');
const targetBytes = Number(process.env.HUNTBOOK_BENCH_MB ?? 300) * 1e6;

async function repeat(from, to) {
  const out = createWriteStream(to);
  const size = (await stat(from)).size;
  for (let written = 0; written < targetBytes; written += size) {
    await pipeline(createReadStream(from), out, { end: false });
    if (!out.write('\n')) await new Promise((resolve) => out.once('drain', resolve));
  }
  await new Promise((resolve, reject) => out.end((error) => (error ? reject(error) : resolve())));
}

async function measure(name, path) {
  const bytes = (await stat(path)).size;
  const timed = async (work) => {
    const started = performance.now();
    await work();
    return (performance.now() - started) / 1000;
  };
  const reading = await timed(async () => {
    for await (const entry of openSources([path])) {
      if (entry.kind === 'log') for await (const _batch of entry.source.read());
    }
  });
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 50);
  const workspace = await createWorkspace(join(folder, `workspace-${name}`));
  const loading = await timed(() => workspace.ingest([path]));
  clearInterval(watch);
  await workspace.close();
  const rate = (seconds) => `${(bytes / 1e6 / seconds).toFixed(0)} MB/s`;
  console.log(
    `${name}: ${(bytes / 1e6).toFixed(0)} MB, read at ${rate(reading)} (${((reading / loading) * 100).toFixed(0)} % of loading), loaded at ${rate(loading)}, peak ${(peak / 2 ** 20).toFixed(0)} MiB`,
  );
}

try {
  const capture = join(folder, 'capture.ndjson');
  const archive = join(data, 'otrf', 'covenant_psremoting_command.zip');
  if (existsSync(archive)) {
    const { execFileSync } = await import('node:child_process');
    execFileSync('unzip', ['-qo', archive, '-d', folder]);
    const { readdirSync } = await import('node:fs');
    const json = readdirSync(folder).find((file) => file.endsWith('.json'));
    await repeat(join(folder, json), capture);
    await measure('windows-json', capture);
    const table = join(folder, 'SecurityEvent.ndjson');
    await repeat(join(data, 'sentinel', 'SecurityEvent_4688__win_proc_test.ndjson'), table);
    await measure('ndjson-export', table);
    await measure('evtx', join(data, 'evtx', 'mit-apache', 'security.evtx'));
  } else console.log('The sample captures are not beside this clone: nothing to repeat.');
} finally {
  await rm(folder, { recursive: true, force: true });
}
