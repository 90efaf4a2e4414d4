import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { onTestFinished } from 'vitest';

/** Runs a module of this folder in a Node of its own, without a build of the workspaces; killed when the test is over. */
export async function startChild(module: string, folder: string, args: readonly string[]): Promise<ChildProcess> {
  const entry = fileURLToPath(new URL(module, import.meta.url));
  await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions: ['huntbook-source', 'node', 'import', 'module', 'default'] },
    ssr: {
      noExternal: [/^@huntbook\//],
      resolve: { conditions: ['huntbook-source', 'node', 'import', 'module', 'default'] },
    },
    build: { ssr: entry, outDir: join(folder, 'child'), emptyOutDir: true, minify: false, target: 'node20' },
  });
  const file = join(folder, 'child', module.replace(/^.*\//, '').replace(/\.ts$/, '.js'));
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** Resolves when the child has printed the line; rejects when it ends before. */
export function untilPrinted(child: ChildProcess, line: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (data: Buffer) => {
      text += String(data);
      if (text.includes(`${line}\n`)) resolve();
    });
    child.once('exit', (code) => reject(new Error(`The child ended with ${code} before it printed ${line}: ${text}`)));
  });
}
