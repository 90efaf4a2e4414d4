// Times the algorithms over generated process events, against the build in dist: `node bench/analysis.bench.mjs [--json]`.
import { buildProcessTree, extractIndicators, processRarity, unpackBase64Column } from '../dist/index.js';
import { generateProcesses } from './generate.mjs';

/** Seconds that MSTICPy takes for 100,000 process events on two cores, and how many times faster to be. */
const PEER = {
  'features, clustering, rarity': { seconds: 44, factor: 100 },
  'indicator extraction': { seconds: 12, factor: 20 },
  'process tree': { seconds: 12, factor: 20 },
  'base64 unpacking': { seconds: 0.35, factor: 5 },
};

const WORK = {
  'features, clustering, rarity': (c) => processRarity({ ...c, times: c.time }).sessions.account.length,
  'indicator extraction': (c) => extractIndicators([c.commandLine]).IoCType.length,
  'process tree': (c) => buildProcessTree({ ...c, name: c.newProcessName }).size,
  'base64 unpacking': (c) => unpackBase64Column(c.commandLine).length,
};

/** Milliseconds of processor time that work takes: fair also on a machine that does other things meanwhile. */
function timed(work, columns) {
  const started = process.cpuUsage();
  work(columns);
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

/** Median of the runs, in milliseconds; the first run warms the compiler up and does not count. */
function measure(work, columns, runs = 5) {
  work(columns);
  const times = Array.from({ length: runs }, () => timed(work, columns));
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)];
}

const results = [];
for (const count of [10_000, 100_000]) {
  for (const distinct of [false, true]) {
    const columns = generateProcesses(count, distinct);
    for (const [name, work] of Object.entries(WORK)) {
      // Text is built by concatenation above; reading it once makes it flat, as text from a database is.
      const cold = (() => {
        const fresh = generateProcesses(count, distinct);
        for (const line of fresh.commandLine) line.charCodeAt(0);
        return timed(work, fresh);
      })();
      const milliseconds = measure(work, columns);
      const { seconds, factor } = PEER[name];
      const peer = (seconds * 1000 * count) / 100_000;
      results.push({
        name,
        count,
        rows: distinct ? 'distinct' : 'repeating',
        found: work(columns),
        milliseconds,
        cold,
        timesPeer: peer / milliseconds,
        budget: factor,
        ok: peer / milliseconds >= factor,
      });
    }
  }
}

if (process.argv.includes('--json')) console.log(JSON.stringify(results, null, 2));
else
  console.table(
    results.map(({ name, count, rows, found, milliseconds, cold, timesPeer, budget, ok }) => ({
      name,
      events: count,
      rows,
      found,
      'cpu ms': Number(milliseconds.toFixed(1)),
      'first run cpu ms': Number(cold.toFixed(1)),
      'times MSTICPy': Number(timesPeer.toFixed(0)),
      budget: `${budget}x`,
      ok,
    })),
  );
