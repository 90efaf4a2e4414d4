import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairSessions } from './pair.js';

type Event = readonly [
  time: number,
  id: number,
  logonId: string,
  account?: string,
  type?: number,
  ip?: string,
  host?: string,
];
const pair = (events: readonly Event[]) =>
  pairSessions({
    time: events.map((event) => event[0]),
    eventId: events.map((event) => event[1]),
    logonId: events.map((event) => event[2]),
    account: events.map((event) => event[3] ?? 'bob'),
    logonType: events.map((event) => event[4] ?? null),
    ipAddress: events.map((event) => event[5] ?? '-'),
    computer: events.map((event) => event[6] ?? 'H'),
  });

describe('logon sessions', () => {
  it('last from logon to logoff', () => {
    expect(
      pair([
        [100, 4624, '0xABC', 'bob', 10, '10.0.0.9'],
        [400, 4634, '0x0abc'],
      ]),
    ).toEqual([
      {
        computer: 'H',
        logonId: '0xabc',
        account: 'bob',
        logonType: 10,
        ipAddress: '10.0.0.9',
        start: 100,
        end: 400,
        duration: 300,
        closedBy: 'logoff',
        lastSeen: 400,
        logons: 1,
        reconnects: 0,
        disconnects: 0,
        startRow: 0,
        endRow: 1,
      },
    ]);
  });

  it('are ended by the user first, then by the system', () => {
    const [session] = pair([
      [1, 4624, '0x1'],
      [5, 4647, '0x1'],
      [6, 4634, '0x1'],
      [9, 4634, '0x1'],
    ]);
    expect(session).toMatchObject({ closedBy: 'user-logoff', end: 6, duration: 5 });
  });

  it('may be open, or have begun before the events at hand', () => {
    expect(pair([[1, 4624, '0x1']])[0]).toMatchObject({ start: 1, end: null, duration: null, closedBy: 'open' });
    expect(pair([[1, 4634, '0x1']])[0]).toMatchObject({ start: null, end: 1, duration: null, startRow: -1 });
  });

  it('of one id on two computers are two', () => {
    expect(
      pair([
        [1, 4624, '0x1'],
        [2, 4634, '0x1', 'bob', 3, '-', 'other'],
      ]),
    ).toHaveLength(2);
    expect(
      pair([
        [1, 4624, '0x1'],
        [2, 4634, '0x1', 'bob', 3, '-', 'h'],
      ]),
    ).toHaveLength(1);
  });

  it('end at a restart of their computer', () => {
    const sessions = pair([
      [1, 4624, '0x1'],
      [2, 4624, '0x2', 'eve', 3, '-', 'other'],
      [5, 4608, ''],
      [7, 4624, '0x1', 'ann'],
    ]);
    expect(sessions.map(({ account, closedBy, end }) => [account, closedBy, end])).toEqual([
      ['bob', 'restart', 5],
      ['eve', 'open', null],
      ['ann', 'open', null],
    ]);
  });

  it('give way when their id is used again', () => {
    const sessions = pair([
      [1, 4624, '0x1', 'bob'],
      [9, 4624, '0x1', 'ann'],
      [12, 4634, '0x1'],
    ]);
    expect(sessions.map(({ account, closedBy, end }) => [account, closedBy, end])).toEqual([
      ['bob', 'id-reused', null],
      ['ann', 'logoff', 12],
    ]);
  });

  it('of the system are one, however many logons it reports', () => {
    expect(
      pair([
        [1, 4624, '0x3e7'],
        [2, 4624, '0x3e7'],
        [3, 4634, '0x3e7'],
      ]),
    ).toMatchObject([{ logons: 2, closedBy: 'open', start: 1 }]);
  });

  it('count a logon written twice once, and reconnections', () => {
    expect(
      pair([
        [1, 4624, '0x1'],
        [1, 4624, '0x1'],
        [3, 4779, '0x1'],
        [4, 4778, '0x1', 'bob', 0, '10.1.1.1'],
      ]),
    ).toMatchObject([{ logons: 1, reconnects: 1, disconnects: 1, ipAddress: '10.1.1.1', lastSeen: 4 }]);
  });

  it('do not depend on the order of the rows', () => {
    const event = fc.tuple(
      fc.integer({ min: 0, max: 1000 }),
      fc.constantFrom(4624, 4634, 4647, 4608, 4778, 4688),
      fc.constantFrom('0x1', '0x2', '0x3e7'),
    );
    const events = fc.uniqueArray(event, { maxLength: 30, selector: ([time]) => time });
    const strip = (list: ReturnType<typeof pair>) => list.map(({ startRow: _s, endRow: _e, ...rest }) => rest);
    fc.assert(
      fc.property(
        events.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          const sessions = pair(list);
          expect(strip(pair(shuffled))).toEqual(strip(sessions));
          for (const { duration, start, end } of sessions) {
            if (duration !== null) expect(duration).toBe(end! - start!);
            if (start !== null && end !== null) expect(end).toBeGreaterThanOrEqual(start);
          }
        },
      ),
    );
  });
});
