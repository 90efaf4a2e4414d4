import { describe, expect, it } from 'vitest';
import { eventsOf } from '../testing.js';
import { HOSTS, WEB01, WORKSTATIONS } from '../world/hosts.js';

const OPTIONS = { events: 45_000 };
const WELL_KNOWN = new Set(['0x3e7', '0x3e4', '0x3e5', '0x0']);

describe('the events of a host', () => {
  it('log off sessions that logged on before, and those who logged on for a while', () => {
    for (const host of HOSTS) {
      const open = new Map<string, number>();
      let ended = 0;
      let logons = 0;
      for (const event of eventsOf(host, 'security', OPTIONS)) {
        const id = event.values.TargetLogonId!;
        if (event.eventId === 4624 && !WELL_KNOWN.has(id)) {
          open.set(id, event.time);
          if (event.values.LogonType !== '5') logons++;
        } else if (event.eventId === 4634) {
          expect(open.has(id), `${host.name}: 4634 of ${id}`).toBe(true);
          ended++;
        }
      }
      expect(ended / logons, host.name).toBeGreaterThan(0.98);
    }
  });

  it('create no process in a session that nobody opened', () => {
    for (const host of HOSTS) {
      const known = new Set(WELL_KNOWN);
      for (const event of eventsOf(host, 'security', OPTIONS)) {
        if (event.eventId === 4624) known.add(event.values.TargetLogonId!);
        if (event.eventId !== 4688) continue;
        expect(known.has(event.values.SubjectLogonId!), `${host.name}: ${JSON.stringify(event.values)}`).toBe(true);
        expect(known.has(event.values.TargetLogonId!), `${host.name}: ${JSON.stringify(event.values)}`).toBe(true);
      }
    }
  });

  it('have the parent of nearly every process among them, alive under its name', () => {
    for (const host of HOSTS) {
      const running = new Map<string, string>();
      let processes = 0;
      let found = 0;
      for (const { eventId, values } of eventsOf(host, 'security', OPTIONS)) {
        if (eventId === 4688) {
          processes++;
          if (running.get(values.ProcessId!) === values.ParentProcessName) found++;
          running.set(values.NewProcessId!, values.NewProcessName!);
        } else if (eventId === 4689) {
          running.delete(values.ProcessId!);
        }
      }
      expect(processes).toBeGreaterThan(40);
      expect(found / processes, host.name).toBeGreaterThan(0.95);
    }
  });

  it('tell of each process in the Security log and in Sysmon', () => {
    const security = eventsOf(WEB01, 'security', OPTIONS).filter((event) => event.eventId === 4688);
    const sysmon = eventsOf(WEB01, 'sysmon', OPTIONS).filter((event) => event.eventId === 1);
    const key = (time: number, pid: number, image: string): string => `${time}/${pid}/${image}`;
    expect(sysmon.map((event) => key(event.time, Number(event.values.ProcessId), event.values.Image!))).toEqual(
      security.map((event) => key(event.time, Number(event.values.NewProcessId), event.values.NewProcessName!)),
    );
    const guids = new Set(sysmon.map((event) => event.values.ProcessGuid));
    expect(guids.size).toBe(sysmon.length);
    const orphans = sysmon.filter((event) => !guids.has(event.values.ParentProcessGuid));
    expect(orphans.length / sysmon.length).toBeLessThan(0.01);
  });

  it('follow the working week at the desks', () => {
    const logons = WORKSTATIONS.flatMap((host) => eventsOf(host, 'security', OPTIONS)).filter(
      (event) => event.eventId === 4624 && event.values.LogonType === '2',
    );
    const days = logons.map((event) => new Date(event.time / 1000).getUTCDay());
    const weekend = days.filter((day) => day === 0 || day === 6).length;
    expect(logons.length).toBeGreaterThan(40);
    expect(weekend).toBeLessThan(6);
    for (const { time } of logons) {
      const hour = new Date(time / 1000).getUTCHours();
      expect(hour >= 7 && hour <= 9).toBe(true);
    }
  });

  it('hold in time the kinds of event that a hunt looks for', () => {
    const ids = new Set(HOSTS.flatMap((host) => eventsOf(host, 'security', OPTIONS)).map((event) => event.eventId));
    for (const id of [
      1102, 4624, 4625, 4634, 4647, 4648, 4672, 4688, 4689, 4697, 4698, 4702, 4720, 4722, 4724, 4728, 4732, 4738, 4740,
      4768, 4769, 4771, 4776,
    ]) {
      expect(ids.has(id), `${id}`).toBe(true);
    }
    const sysmon = new Set(eventsOf(WEB01, 'sysmon', OPTIONS).map((event) => event.eventId));
    for (const id of [1, 3, 5, 10, 11, 13, 22]) expect(sysmon.has(id), `Sysmon ${id}`).toBe(true);
  });
});
