// Times the algorithms over generated process events, against the build in dist: `node bench/analysis.bench.mjs [--json]`.
import {
  buildProcessTree,
  expandEventData,
  extractIndicators,
  pairSessions,
  parseEventData,
  processRarity,
  unpackBase64Column,
} from '../dist/index.js';
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

/** Without a peer's figure: what must not be slow all the same. */
const OTHER = {
  'event data': (c) => expandEventData(c.eventData.map(parseEventData)).CommandLine.length,
  'logon sessions': (c) => pairSessions(c.logons).length,
};

/** Median of the runs, in milliseconds; the first run warms the compiler up and does not count. */
function measure(work, columns, runs = 5) {
  work(columns);
  const times = Array.from({ length: runs }, () => timed(work, columns));
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)];
}

const results = [];
const others = [];
for (const count of [10_000, 100_000]) {
  for (const distinct of [false, true]) {
    const columns = generateProcesses(count, distinct);
    columns.eventData = columns.commandLine.map(
      (line, i) =>
        `<EventData xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><Data Name="SubjectUserName">${columns.account[i]}</Data><Data Name="NewProcessName">${columns.newProcessName[i]}</Data><Data Name="CommandLine">${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</Data></EventData>`,
    );
    columns.logons = {
      time: columns.time,
      eventId: columns.time.map((_, i) => (i % 2 === 0 ? 4624 : 4634)),
      computer: columns.host,
      logonId: Array.from(columns.time, (_, i) => `0x${(i >> 1).toString(16)}`),
    };
    for (const [name, work] of Object.entries(OTHER))
      others.push({ name, events: count, rows: distinct ? 'distinct' : 'repeating', 'cpu ms': measure(work, columns) });
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

if (process.argv.includes('--json')) console.log(JSON.stringify({ results, others }, null, 2));
else {
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
  console.table(others);
}
