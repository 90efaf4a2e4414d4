import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HomeView } from '../api/contract.js';
import { twoHosts } from '../testing/small-workspace.js';
import { type TestApp, testApp } from '../testing/test-app.js';

describe('GET /api/home', () => {
  let app: TestApp;
  let home: HomeView;
  beforeAll(async () => {
    app = await testApp(twoHosts);
    home = (await (await app.get('/api/home')).json()) as HomeView;
  });
  afterAll(() => app.close());

  it('counts an event that stands in SecurityEvent and in WindowsEvent once', () => {
    expect(home.eventCount).toBe(5);
    expect(home.start).toBe('2024-05-01T07:00:00.0000000Z');
    expect(home.end).toBe('2024-05-01T10:00:00.0000000Z');
  });

  it('puts the host with the gravest alert first, found by its first label, and joins spellings of a host', () => {
    const hosts = home.entities.filter((entity) => entity.entity === 'host');
    expect(hosts).toMatchObject([
      {
        name: 'WS01.corp.example',
        explorer: 'windows-host',
        events: 3,
        alerts: 1,
        highestSeverity: 'High',
        failedLogons: 1,
      },
      { events: 2, alerts: 0, failedLogons: 0 },
    ]);
    expect(hosts[1]?.name.toLowerCase()).toBe('ws02.corp.example');
  });

  it('names accounts and addresses with failed logons or alerts', () => {
    expect(home.entities.filter((entity) => entity.entity === 'account')).toMatchObject([
      { name: 'CORP\\bob', failedLogons: 0, events: 1, alerts: 1, highestSeverity: 'High' },
      { name: 'CORP\\ann', failedLogons: 1, events: 2, alerts: 0 },
    ]);
    expect(home.entities.filter((entity) => entity.entity === 'ip')).toMatchObject([
      { name: '198.51.100.7', failedLogons: 1, alerts: 1, highestSeverity: 'High' },
    ]);
  });

  it('shows the newest state of each alert, newest first', () => {
    expect(home.alertCount).toBe(2);
    expect(home.alerts).toMatchObject([
      { id: 'a2', name: 'Odd mail', severity: 'Medium', entity: 'carol@corp.example' },
      { id: 'a1', severity: 'High', entity: 'WS01', time: '2024-05-01T08:06:00.0000000Z' },
    ]);
  });

  it('answers for an empty workspace', async () => {
    const empty = await testApp();
    const view = (await (await empty.get('/api/home')).json()) as HomeView;
    expect(view).toMatchObject({ entities: [], alerts: [], eventCount: 0, workspace: { tables: [], canIngest: true } });
    await empty.close();
  });
});
