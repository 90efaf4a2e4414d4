import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { demoWorkspace } from './testing/demo-workspace.js';

const examples = fileURLToPath(new URL('../examples', import.meta.url));

describe("the README's example", { timeout: 90_000 }, () => {
  let demo: Awaited<ReturnType<typeof demoWorkspace>>;
  beforeAll(async () => {
    demo = await demoWorkspace();
  }, 60_000);
  afterAll(() => demo.remove());

  it('stands in the README as it stands here', () => {
    const readme = readFileSync(fileURLToPath(new URL('../../../README.md', import.meta.url)), 'utf8');
    expect(readme).toContain(`\`\`\`ts\n${readFileSync(`${examples}/library.ts`, 'utf8')}\`\`\``);
  });

  it('is well typed', () => {
    const { config } = ts.readConfigFile(`${examples}/tsconfig.json`, ts.sys.readFile);
    const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, examples);
    const program = ts.createProgram(fileNames, options);
    const file = program.getSourceFile(`${examples}/library.ts`);
    const problems = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    expect(problems.map((problem) => ts.flattenDiagnosticMessageText(problem.messageText, '\n'))).toEqual([]);
  }, 120_000);

  it('runs: it queries, exports and hunts', async () => {
    const lines: string[] = [];
    const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
    const [argument, folder] = [process.argv[2], process.cwd()];
    process.argv[2] = demo.workspace;
    process.chdir(demo.folder);
    try {
      const example = `${examples}/library.ts`;
      await import(example);
    } finally {
      process.argv[2] = argument!;
      process.chdir(folder);
      log.mockRestore();
    }
    expect(lines[0]).toMatch(/^[1-9]\d* pairs of host and account, complete: true$/);
    expect(lines.some((line) => /^[1-9]\d* logons on /.test(line))).toBe(true);
    expect(lines.filter((line) => line.startsWith('find-host: ok.'))).toHaveLength(1);
    expect(existsSync(join(demo.folder, 'failures.csv'))).toBe(true);
  });
});
