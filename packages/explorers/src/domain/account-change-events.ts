/** Security events that change accounts: subcategory User Account Management. */
export const userAccountEvents = [
  4720, 4722, 4723, 4724, 4725, 4726, 4738, 4740, 4765, 4766, 4767, 4780, 4781, 4794, 5376, 5377,
] as const;

/** Subcategory Security Group Management. */
export const groupEvents = [
  4727, 4728, 4729, 4730, 4731, 4732, 4733, 4734, 4735, 4737, 4754, 4755, 4756, 4757, 4758, 4764,
] as const;

/** Scheduled tasks made, deleted, enabled, disabled, updated. */
export const taskEvents = [4698, 4699, 4700, 4701, 4702] as const;

/** A service installed, as the Security log tells it; the System log does with 7045. */
export const serviceEvents = [4697] as const;

/** The audit log cleared; the System log tells of other logs with 104. */
export const logClearedEvents = [1102] as const;

/** Events of the Security log that the account-change timeline shows. */
export const securityChangeEvents: readonly number[] = [
  ...userAccountEvents,
  ...groupEvents,
  ...taskEvents,
  ...serviceEvents,
  ...logClearedEvents,
];

/** Events of the System log that tell the same; the Security log may have been cleared, or never have recorded them. */
export const systemChangeEvents: Readonly<Record<number, string>> = {
  7045: '7045 - A service was installed in the system.',
  104: '104 - A log was cleared.',
};
