// npm run bench [NAME...]: builds, then runs the benchmarks of bench/, each in a process of its own.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build, install, requireNode, root, run } from './prepare.mjs';

requireNode();
install();
build();
const wanted = process.argv.slice(2);
const all = readdirSync(join(root, 'bench'))
  .filter((file) => file.endsWith('.bench.mjs'))
  .sort();
for (const file of all) {
  if (wanted.length > 0 && !wanted.some((name) => file.startsWith(name))) continue;
  console.log(`\n# ${file}`);
  run(process.execPath, [join(root, 'bench', file)]);
}
