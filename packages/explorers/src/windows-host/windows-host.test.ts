import type { LocalWorkspace, Row } from '@huntbook/workspace';
import { afterEach, describe, expect, it } from 'vitest';
import { openHunt } from '../explorers.js';
import type { InputValues } from '../model/field.js';
import type { Hunt } from '../model/hunt.js';
import { workspaceOf } from '../testing/workspace-of.js';

let workspace: LocalWorkspace | undefined;
let hunt: Hunt | undefined;

afterEach(async () => {
  await hunt?.dispose();
  await workspace?.close();
  hunt = undefined;
  workspace = undefined;
});

async function huntOn(
  tables: Parameters<typeof workspaceOf>[0],
  values: InputValues,
  inputs: Readonly<Record<string, InputValues>> = {},
) {
  workspace = await workspaceOf(tables);
  hunt = openHunt('windows-host', { workspace, values, inputs });
  const view = await hunt.settled();
  return Object.fromEntries(view.steps.map((step) => [step.id, step]));
}

async function rows(step: string, table = step): Promise<Row[]> {
  const all: Row[] = [];
  for await (const row of hunt!.table(step, table).rows()) all.push(row);
  return all;
}

const at = (minute: number) => new Date(Date.UTC(2024, 2, 1, 10, minute)).toISOString();

const logon = (minute: number, user: string, more: object = {}) => ({
  TimeGenerated: at(minute),
  Computer: 'ws01.corp.example',
  EventID: 4624,
  Account: `CORP\\${user}`,
  TargetUserName: user,
  TargetDomainName: 'CORP',
  LogonType: 3,
  TargetLogonId: `0x${minute + 1000}`,
  IpAddress: '10.0.0.9',
  ...more,
});
const failure = (minute: number, user: string, more: object = {}) =>
  logon(minute, user, { EventID: 4625, TargetLogonId: '', ...more });
const process = (minute: number, commandLine: string, more: object = {}) => ({
  TimeGenerated: at(minute),
  Computer: 'ws01.corp.example',
  EventID: 4688,
  Account: 'CORP\\alice',
  SubjectUserName: 'alice',
  SubjectDomainName: 'CORP',
  SubjectLogonId: '0x3e9',
  NewProcessName: 'C:\\Windows\\System32\\cmd.exe',
  NewProcessId: `0x${(minute + 16).toString(16)}`,
  ProcessId: '0x4',
  CommandLine: commandLine,
  ...more,
});

describe('finding the host', () => {
  it('says which hosts there are when none matches', async () => {
    const steps = await huntOn({ SecurityEvent: [logon(1, 'alice')] }, { host: 'nowhere' });
    expect(steps['find-host']).toMatchObject({ state: 'empty', tone: 'notable' });
    expect(steps['find-host']?.finding).toContain('Known hosts: ws01.corp.example');
    expect(steps['session-rarity']?.state).toBe('blocked');
  });

  it('asks for a name when none was given', async () => {
    const steps = await huntOn({ SecurityEvent: [logon(1, 'alice')] }, { host: '  ' });
    expect(steps['find-host']).toMatchObject({ state: 'failed', error: { code: 'bad-input' } });
  });

  it('prefers the exact name, lists the others and takes the one that is picked', async () => {
    const events = [
      logon(1, 'alice', { Computer: 'web' }),
      logon(2, 'bob', { Computer: 'web-test' }),
      logon(3, 'bob', { Computer: 'web-test' }),
    ];
    const steps = await huntOn({ SecurityEvent: events }, { host: 'WEB' });
    expect((await rows('find-host')).map((row) => [row.Computer, row.Chosen])).toEqual([
      ['web-test', false],
      ['web', true],
    ]);
    expect(steps['find-host']?.finding).toContain('2 hosts match');
    hunt!.set('find-host', { computer: 'web-test' });
    await hunt!.settled();
    expect((await rows('find-host')).find((row) => row.Chosen)?.Computer).toBe('web-test');
  });

  it('takes spellings with and without the domain as one host', async () => {
    const events = [logon(1, 'alice', { Computer: 'WS01' }), logon(2, 'bob')];
    const steps = await huntOn({ SecurityEvent: events }, { host: 'ws01' });
    expect(steps['find-host']?.finding).toContain('in 2 spellings');
  });

  it('finds nothing in a workspace without Windows events, and says what is missing', async () => {
    const steps = await huntOn({ Heartbeat: [{ TimeGenerated: at(0), Computer: 'ws01' }] }, { host: 'ws01' });
    expect(steps['find-host']?.state).toBe('table-missing');
    expect(steps['find-host']?.error?.hint).toContain('Load Windows logs');
  });
});

describe('accounts that failed and succeeded', () => {
  it('compares domain and user in any case, and counts the failures before the success', async () => {
    await huntOn(
      {
        SecurityEvent: [
          failure(1, 'bob'),
          failure(2, 'BOB', { TargetDomainName: 'corp' }),
          logon(3, 'Bob'),
          failure(4, 'bob'),
          failure(5, 'carol'),
          logon(6, 'carol', { TargetDomainName: 'OTHER' }),
        ],
      },
      { host: 'ws01' },
    );
    const both = await rows('failed-and-successful-logons', 'accounts-with-both');
    expect(both).toHaveLength(1);
    expect(both[0]).toMatchObject({
      Account: 'corp\\bob',
      Failures: 3,
      Successes: 1,
      FailuresBeforeSuccess: 2,
      TimeToFirstSuccess: '00:02:00',
    });
  });

  it('goes by the user alone where the failures lack the domain', async () => {
    await huntOn(
      { SecurityEvent: [failure(1, 'dave', { TargetDomainName: '-' }), logon(2, 'dave')] },
      { host: 'ws01' },
    );
    expect(await rows('failed-and-successful-logons', 'accounts-with-both')).toMatchObject([{ Account: 'dave' }]);
  });
});

describe('sessions and processes', () => {
  const common = Array.from({ length: 8 }, (_, i) =>
    process(i, 'cmd /c backup', { SubjectLogonId: '0x3e7', SubjectUserName: 'WS01$', Account: 'CORP\\WS01$' }),
  );

  it('ranks the session with the odd commands first', async () => {
    const steps = await huntOn(
      {
        SecurityEvent: [
          ...common,
          process(20, 'cmd /c whoami /all & net user "x y"', {
            SubjectLogonId: '0x77',
            SubjectUserName: 'mallory',
            Account: 'CORP\\mallory',
          }),
        ],
      },
      { host: 'ws01' },
    );
    expect((await rows('session-rarity')).map((row) => [row.SubjectUserName, row.Rarity])).toEqual([
      ['mallory', 1],
      ['WS01$', 0.125],
    ]);
    expect(steps['session-processes']?.finding).toContain('mallory');
  });

  it('explains a session of the system rather than crashing on it', async () => {
    const steps = await huntOn({ SecurityEvent: common }, { host: 'ws01' });
    expect(steps['session-processes']?.blocks.some((block) => block.kind === 'note')).toBe(true);
  });

  it('survives null accounts, names and command lines', async () => {
    const steps = await huntOn(
      {
        SecurityEvent: [
          process(1, '', { CommandLine: null, Account: null, SubjectUserName: null, NewProcessName: null }),
          logon(2, 'alice', { Account: null, TargetUserName: null, LogonType: null }),
        ],
      },
      { host: 'ws01' },
    );
    expect(Object.values(steps).filter((step) => step.state === 'failed')).toEqual([]);
  });
});

describe('a hunt without alerts, heartbeats and flows', () => {
  it('says what is missing, step by step, and fails nowhere', async () => {
    const steps = await huntOn({ SecurityEvent: [logon(1, 'alice'), process(2, 'cmd /c ver')] }, { host: 'ws01' });
    expect(steps['related-alerts']?.state).toBe('table-missing');
    expect(steps['network-flows']?.state).toBe('table-missing');
    expect(steps['failed-logons']).toMatchObject({ state: 'empty' });
    expect(Object.values(steps).filter((step) => step.state === 'failed')).toEqual([]);
  });

  it('keeps to the range of time that was asked for', async () => {
    await huntOn(
      { SecurityEvent: [logon(1, 'alice'), logon(30, 'bob')] },
      { host: 'ws01', start: at(20), end: at(40) },
    );
    expect((await rows('logons')).map((row) => row.TargetUserName)).toEqual(['bob']);
  });
});
