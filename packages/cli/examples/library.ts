// Finds who failed to log on, then hunts through the host where that happened most.
// Run with the folder of a workspace: node library.js ~/.huntbook/demo
import { openHunt, openWorkspace } from 'huntbook';

const workspace = await openWorkspace(process.argv[2] ?? '.');

const failures = await workspace.query(`
  SecurityEvent
  | where EventID == 4625
  | summarize Failures = count() by Computer, TargetUserName
  | sort by Failures desc
`);
console.log(`${failures.rowCount} pairs of host and account, complete: ${failures.completeness.complete}`);
for await (const row of failures.rows()) {
  console.log(`${row.Computer}  ${row.TargetUserName}  ${row.Failures}`);
}

// A result takes more KQL, pages, and writes files.
const hosts = await failures.query('summarize Failures = sum(Failures) by Computer | top 1 by Failures');
const [worst] = await hosts.column('Computer');
const firstTen = await failures.page({ limit: 10, sort: [{ column: 'TargetUserName' }] });
console.log(`${firstTen.rows.length} of ${firstTen.total} rows by account`);
await failures.export('failures.csv');

// A named query of the library, with its parameters checked and escaped.
const logons = await workspace.queries.WindowsSecurity.list_host_logons({
  host_name: String(worst),
  start: new Date('2000-01-01'),
  end: new Date(),
});
console.log(`${logons.rowCount} logons on ${worst}`);

const hunt = openHunt('windows-host', { workspace, values: { host: String(worst) } });
const outcome = await hunt.settled();
for (const step of outcome.steps) console.log(`${step.id}: ${step.state}. ${step.finding}`);

await hunt.dispose();
await workspace.close();
