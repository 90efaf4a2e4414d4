import { createWindowsEventShaper, type LogSource } from '@huntbook/ingest';
import { hostEvents } from '../engine/host-events.js';
import type { DemoSettings } from '../options.js';
import { CHANNELS, type ChannelKey } from '../windows/record.js';
import type { Host } from '../world/hosts.js';
import { demoFingerprint } from './fingerprint.js';
import { checkCancelled, emptyReport } from './report.js';

/** One channel of one host, under the name that Windows gives the file. */
export function windowsSource(settings: DemoSettings, host: Host, channel: ChannelKey): LogSource {
  const path = `demo/${host.id}/${CHANNELS[channel].replaceAll('/', '%4')}.evtx`;
  const report = emptyReport();
  return {
    path,
    size: undefined,
    report,
    fingerprint: async () => demoFingerprint(settings, path),
    async *read(signal) {
      report.records = 0;
      const shaper = createWindowsEventShaper();
      for (const records of hostEvents(settings, host, channel)) {
        checkCancelled(path, signal);
        for (const record of records) shaper.add(record, record.recordId!);
        report.records += records.length;
        yield* shaper.take();
      }
      yield* shaper.take(true);
    },
  };
}
