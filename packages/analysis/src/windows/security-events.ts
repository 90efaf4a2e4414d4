import { ACCOUNT_EVENTS } from './catalogue/accounts.js';
import type { SecurityEventKind } from './catalogue/entry.js';
import { LOGON_EVENTS } from './catalogue/logons.js';
import { OBJECT_EVENTS } from './catalogue/objects.js';
import { SYSTEM_EVENTS } from './catalogue/system.js';

/** Kinds of Windows security events, by id; an id stands once, under its first subcategory. */
export const SECURITY_EVENTS: readonly SecurityEventKind[] = [
  ...new Map(
    [...ACCOUNT_EVENTS, ...LOGON_EVENTS, ...OBJECT_EVENTS, ...SYSTEM_EVENTS].reverse().map((kind) => [kind.id, kind]),
  ).values(),
].sort((a, b) => a.id - b.id);

const byId = new Map(SECURITY_EVENTS.map((kind) => [kind.id, kind]));

/** What an event id means; undefined where the catalogue does not know it. */
export function securityEvent(id: number): SecurityEventKind | undefined {
  return byId.get(id);
}

/** `4720: user created`; the id alone where it is not known. */
export function describeEvent(id: number): string {
  const kind = byId.get(id);
  return kind ? `${id}: ${kind.title}` : String(id);
}

const ACCOUNT_SUBCATEGORIES = ['User Account Management', 'Security Group Management'];

/** Events of changes to accounts, groups, scheduled tasks and services: what the notebook's event picker offers. */
export function isAccountChange(id: number): boolean {
  const kind = byId.get(id);
  if (!kind) return false;
  if (ACCOUNT_SUBCATEGORIES.includes(kind.subcategory)) return true;
  return (
    id === 4697 ||
    id === 7045 ||
    (kind.subcategory === 'Other Object Access Events' && kind.title.includes('scheduled task'))
  );
}
