import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { channelsOf, demoSources } from './demo-sources.js';
import { hostEvents } from './engine/host-events.js';
import { resolveOptions } from './options.js';
import { type LoadedSource, readSources, rowsOf } from './testing.js';
import { HOSTS, WEB01 } from './world/hosts.js';

const FIRST = Date.UTC(2026, 2, 1) * 1000;
const END = Date.UTC(2026, 2, 15) * 1000;

function digest(sources: readonly LoadedSource[]): string {
  const hash = createHash('sha256');
  for (const { path, batches } of sources) {
    hash.update(path);
    for (const batch of batches) {
      hash.update(JSON.stringify(batch, (_key, value) => (typeof value === 'bigint' ? `${value}n` : value)));
    }
  }
  return hash.digest('hex');
}

describe('the demo logs', () => {
  it('are the same for the same seed, and others for another', async () => {
    const one = digest(await readSources({ events: 10_000 }));
    expect(digest(await readSources({ events: 10_000 }))).toBe(one);
    expect(digest(await readSources({ events: 10_000, seed: 2 }))).not.toBe(one);
  });

  it('have fingerprints that stand for seed, size, end and path', async () => {
    const prints = async (options: Parameters<typeof demoSources>[0]) =>
      Promise.all(demoSources(options).map((source) => source.fingerprint()));
    const plain = await prints({});
    expect(new Set(plain).size).toBe(plain.length);
    for (const print of plain) expect(print).toMatch(/^[0-9a-f]{64}$/);
    expect(await prints({ seed: 1 })).toEqual(plain);
    for (const options of [{ seed: 2 }, { events: 91_000 }, { end: new Date('2026-03-16T00:00:00Z') }]) {
      expect((await prints(options)).filter((print) => plain.includes(print))).toEqual([]);
    }
  });

  it('lie within the two weeks and are in order in each source', async () => {
    const loaded = await readSources({ events: 30_000 });
    for (const source of loaded) {
      const last = new Map<string, number>();
      for (const batch of source.batches) {
        const column = batch.columns.findIndex((entry) => entry.name === 'TimeGenerated');
        for (const time of batch.values[column] as number[]) {
          if (time < FIRST || time >= END || time < (last.get(batch.table) ?? 0)) {
            expect.fail(`${source.path}: ${new Date(time / 1000).toISOString()} is out of place`);
          }
          last.set(batch.table, time);
        }
      }
      expect(last.size, source.path).toBeGreaterThan(0);
    }
  });

  it('number about as many Windows events as asked for, two fifths of them on the victim', () => {
    for (const events of [30_000, 90_000, 200_000]) {
      const byHost = HOSTS.map((host) => {
        let count = 0;
        for (const channel of channelsOf(host)) {
          for (const records of hostEvents(resolveOptions({ events }), host, channel)) count += records.length;
        }
        return count;
      });
      const total = byHost.reduce((sum, count) => sum + count, 0);
      expect(Math.abs(total - events) / events, `${events}`).toBeLessThan(0.05);
      expect(byHost[HOSTS.indexOf(WEB01)]! / total).toBeGreaterThan(0.35);
    }
  });

  it('hold every table that the Windows hunt reads', async () => {
    const loaded = await readSources({ events: 20_000 });
    const tables = new Set(loaded.flatMap((source) => source.batches.map((batch) => batch.table)));
    expect([...tables].sort()).toEqual(
      [
        'AzureNetworkAnalytics_CL',
        'Heartbeat',
        'HuntingBookmark',
        'SecurityAlert',
        'SecurityEvent',
        'ThreatIntelligenceIndicator',
        'WindowsEvent',
      ].sort(),
    );
    const addresses = [...rowsOf(loaded, 'AzureNetworkAnalytics_CL')].filter(
      (row) => row.ResourceType === 'NetworkInterface' && row.PublicIPAddresses !== '',
    );
    expect(new Set(addresses.map((row) => `${row.VirtualMachine_s} ${row.PublicIPAddresses}`))).toEqual(
      new Set(['quillmere-prod/web01 203.0.113.10']),
    );
  });

  it('move with the end that is asked for', async () => {
    const end = new Date('2026-06-20T17:30:00Z');
    const loaded = await readSources({ events: 10_000, end }, /web01\/Security|Heartbeat/);
    const times = [...rowsOf(loaded, 'SecurityEvent'), ...rowsOf(loaded, 'Heartbeat')].map(
      (row) => row.TimeGenerated as number,
    );
    expect(Math.min(...times)).toBeGreaterThanOrEqual((end.getTime() - 14 * 86_400_000) * 1000);
    expect(Math.max(...times)).toBeLessThan(end.getTime() * 1000);
  });

  it('stop being read when told so', async () => {
    const abort = new AbortController();
    const [source] = demoSources({ events: 1_000_000 });
    const read = async () => {
      for await (const _ of source!.read(abort.signal)) abort.abort();
    };
    await expect(read()).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('refuse sizes and dates that are none', () => {
    expect(() => demoSources({ events: -1 })).toThrow(RangeError);
    expect(() => demoSources({ events: 1.5 })).toThrow(RangeError);
    expect(() => demoSources({ seed: Number.NaN })).toThrow(RangeError);
    expect(() => demoSources({ end: new Date('nonsense') })).toThrow(RangeError);
  });
});
