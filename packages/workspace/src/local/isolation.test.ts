import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openEngine } from '../engine/engine.js';
import { createWorkspace } from '../index.js';
import { batchOf, batchSource, columnsOf } from '../testing/batch-source.js';
import { temporaryFolder } from '../testing/temporary-folder.js';

describe('the engine that runs queries', () => {
  it('reaches no file, no network and no setting, even from SQL', async () => {
    const folder = temporaryFolder();
    const secret = join(folder, 'secret.csv');
    writeFileSync(secret, 'a,b\n1,2\n');
    const engine = await openEngine({ database: join(folder, 'logs.duckdb'), temporary: join(folder, 'tmp') });
    const attempts = [
      `SELECT * FROM read_csv('${secret}')`,
      `SELECT * FROM '${secret}'`,
      `SELECT * FROM read_text('${secret}')`,
      `SELECT * FROM glob('${folder}/*')`,
      `SELECT * FROM read_parquet('https://example.com/x.parquet')`,
      `COPY (SELECT 1) TO '${join(folder, 'out.csv')}'`,
      `ATTACH '${join(folder, 'other.duckdb')}' AS other`,
      `EXPORT DATABASE '${join(folder, 'dump')}'`,
      'INSTALL httpfs',
      `LOAD '${join(folder, 'evil.duckdb_extension')}'`,
      'SET enable_external_access = true',
      'SET lock_configuration = false',
      `SET allowed_directories = ['/']`,
      `SET temp_directory = '${folder}'`,
      'RESET enable_external_access',
      `SET profiling_output = '${join(folder, 'profile.json')}'`,
    ];
    for (const sql of attempts) await expect(engine.read(sql), sql).rejects.toThrow();
    engine.close();
    expect(readdirSync(folder).sort()).toEqual(['secret.csv', 'tmp']);
  });

  it('reaches nothing from KQL but the tables of the workspace', async () => {
    const workspace = await createWorkspace(join(temporaryFolder(), 'case'));
    await workspace.load(batchSource('a', [batchOf('T', columnsOf('A'), [['x']])]));
    const attempts = [
      `externaldata(a: string) ['file:///etc/passwd'] with (format='txt')`,
      `['/etc/passwd']`,
      `read_text('/etc/passwd')`,
      `duckdb_settings()`,
      `['logs.huntbook.sources']`,
      `sources`,
      `information_schema.tables`,
      `T | extend b = read_text('/etc/passwd')`,
      `T | extend b = getenv('HOME')`,
      `T | where A == 'x'; DROP TABLE T`,
      `.drop table T`,
      `evaluate python(typeof(*), 'import os')`,
      `cluster('https://example.com').database('x').T`,
    ];
    for (const kql of attempts) await expect(workspace.query(kql), kql).rejects.toThrow();
    const quoted = await workspace.query(`T | where A == "x' OR 1=1 --" or A has "'); ATTACH 'y'"`);
    expect(quoted.rowCount).toBe(0);
    expect((await workspace.query('T')).rowCount).toBe(1);
    await workspace.close();
  });
});
