import { isAccountChange, SECURITY_EVENTS } from '@huntbook/analysis';

/** Events that the System log tells of, with the activity that the Security log would call them. */
export const systemChangeEvents: Readonly<Record<number, string>> = {
  7045: '7045 - A service was installed in the system.',
  104: '104 - A log was cleared.',
};

/** Logs cleared: the Security log (1102) and others (104, in the System log). */
export const logClearedEvents: readonly number[] = [1102, 104];

/** Events of the Security log that change accounts, groups, tasks and services, or clear the log. */
export const securityChangeEvents: readonly number[] = SECURITY_EVENTS.map((kind) => kind.id).filter(
  (id) => (isAccountChange(id) || logClearedEvents.includes(id)) && !(id in systemChangeEvents),
);

/** All of them, of either log. */
export const changeEvents: readonly number[] = [
  ...securityChangeEvents,
  ...Object.keys(systemChangeEvents).map(Number),
];

const inSubcategory = (subcategory: string): readonly number[] =>
  SECURITY_EVENTS.filter((kind) => kind.subcategory === subcategory).map((kind) => kind.id);

export const groupEvents = inSubcategory('Security Group Management');
export const taskEvents: readonly number[] = [4698, 4699, 4700, 4701, 4702];
export const serviceEvents: readonly number[] = [4697, 7045];
