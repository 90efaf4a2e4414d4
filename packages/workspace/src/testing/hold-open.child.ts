import { openWorkspace } from '../index.js';
import { batchOf, batchSource, columnsOf } from './batch-source.js';

/** Holds a workspace: `read` asks it again and again, `write` is for ever about to finish loading. */
const [, , path, how] = process.argv;
const workspace = await openWorkspace(path!);
const pause = () => new Promise((resolve) => setTimeout(resolve, 50));
if (how === 'read') {
  await workspace.tables();
  process.stdout.write('holding\n');
  for (;;) {
    await workspace.tables();
    await pause();
  }
} else {
  async function* slow() {
    yield batchOf('T', columnsOf('A'), [['x']]);
    process.stdout.write('holding\n');
    for (;;) await pause();
  }
  await workspace.load(batchSource('slow.json', slow()));
}
