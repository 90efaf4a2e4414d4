import { openWorkspace } from '../index.js';
import { batchOf, batchSource, columnsOf } from './batch-source.js';

/** Loads a source that never ends, saying so once much of it has been written. */
const workspace = await openWorkspace(process.argv[2]!);
const columns = columnsOf('A', 'B');
let piece = 0;
async function* endless() {
  for (;;) {
    yield batchOf(
      'T',
      columns,
      Array.from({ length: 8192 }, (_, row) => [`${piece}-${row}`, `text ${Math.sin(row + piece)}`]),
    );
    piece += 1;
    if (piece === 40) process.stdout.write('half way\n');
  }
}
await workspace.load(batchSource('endless.json', endless()));
