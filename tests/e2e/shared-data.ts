import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const dataFolder = join(repository, '..', 'shared', 'data');

/** Sample logs and facts counted from them lie beside a developer's clone; a user's clone has none. */
export const hasSharedData = existsSync(join(dataFolder, 'truth.json'));
if (!hasSharedData) console.warn('The sample logs are not beside this clone: tests on real captures are skipped.');

interface Capture {
  readonly format?: Readonly<Record<string, number>>;
  readonly rows: number;
  readonly events?: Readonly<Record<string, number>>;
  readonly logons4624?: {
    readonly byTypeAndAccount: readonly {
      readonly logonType: string;
      readonly account: string;
      readonly count: number;
    }[];
  };
  readonly failedLogons4625?: { readonly total: number };
  readonly processes4688?: { readonly total: number };
  readonly processesSysmon1?: { readonly total: number };
  readonly encodedPowerShell?: { readonly byEvent: Readonly<Record<string, number>> };
  readonly powershell4104?: { readonly events: number };
  readonly serviceInstalls?: readonly (readonly [event: string, host: string, service: string, path: string])[];
}

interface EvtxFile {
  readonly records: number;
  readonly events: Readonly<Record<string, number>>;
  readonly logonsTop?: Readonly<Record<string, number>>;
}

interface Truth {
  readonly otrf: Readonly<Record<string, Capture>>;
  readonly evtx: Readonly<Record<string, EvtxFile>>;
}

export const truth: Truth = hasSharedData
  ? JSON.parse(readFileSync(join(dataFolder, 'truth.json'), 'utf8'))
  : { otrf: {}, evtx: {} };
