// npm start: installs, builds, makes the demo workspace and serves it. Arguments go to `huntbook serve`.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build, install, requireNode, root, run } from './prepare.mjs';

requireNode();
install();
build();
const huntbook = join(root, 'packages/cli/bin/huntbook.js');
const args = process.argv.slice(2);
if (args.some((arg) => arg === '--workspace' || arg.startsWith('--workspace='))) {
  run(process.execPath, [huntbook, 'serve', ...args]);
} else {
  const workspace = join(root, '.huntbook', 'demo');
  if (!existsSync(join(workspace, 'huntbook-demo.json'))) {
    run(process.execPath, [huntbook, 'demo', '--force', '--workspace', workspace]);
  }
  run(process.execPath, [huntbook, 'serve', '--workspace', workspace, ...args]);
}
