import { expect, it } from 'vitest';
import { createTickets } from './tickets.js';

it('takes a ticket once, and not after a minute', () => {
  let now = 0;
  const tickets = createTickets(() => now);
  const [first, second] = [tickets.issue(), tickets.issue()];
  expect(tickets.redeem('other')).toBe(false);
  expect(tickets.redeem(first)).toBe(true);
  expect(tickets.redeem(first)).toBe(false);
  now = 60_000;
  expect(tickets.redeem(second)).toBe(false);
});
