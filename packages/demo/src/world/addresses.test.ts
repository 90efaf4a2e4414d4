import { describe, expect, it } from 'vitest';
import { readSources } from '../testing.js';
import { WELL_KNOWN_ADDRESSES } from './addresses.js';

const ALLOWED = [
  /^10\.20\.\d+\.\d+$/,
  /^127\.0\.0\.1$/,
  /^192\.0\.2\.\d+$/,
  /^198\.51\.100\.\d+$/,
  /^203\.0\.113\.\d+$/,
];
/** Versions and the like that look like addresses. */
const NO_ADDRESS =
  /^(?:4\.18\.26010\.5|10\.0\.20348\.\d+|10\.20\.18069\.0|5\.1\.20348\.558|3\.4\.1\.0|16\.0\.18526\.20168)$/;

describe('the addresses of the demo', () => {
  it('are private, from the documentation ranges, or of well-known public services', async () => {
    const seen = new Set<string>();
    for (const { batches } of await readSources({ events: 25_000 })) {
      for (const batch of batches) {
        for (const column of batch.values) {
          for (const cell of column) {
            if (typeof cell !== 'string') continue;
            for (const [address] of cell.matchAll(/(?<![\d.])\d{1,3}\.\d{1,3}\.\d{1,5}\.\d{1,5}(?![\d.])/g))
              seen.add(address);
          }
        }
      }
    }
    const strange = [...seen].filter(
      (address) =>
        !ALLOWED.some((range) => range.test(address)) &&
        !WELL_KNOWN_ADDRESSES.includes(address) &&
        !NO_ADDRESS.test(address),
    );
    expect(strange).toEqual([]);
    expect(seen.size).toBeGreaterThan(40);
  });
});
