import type { HostScope } from '../domain/host-scope.js';
import { timeWindow } from '../engine/fields.js';
import type { Field } from '../engine/step.js';
import type { TimelineReference } from '../model/block.js';
import type { TimeUnit, TimeWindow } from '../model/field.js';

/** The alert that a hunter centres on. */
export interface AlertFocus {
  readonly id: string;
  readonly name: string;
  /** ISO 8601 UTC. */
  readonly time: string;
  /** Later windows are to be set round it. */
  readonly centre: boolean;
}

interface WindowShape {
  readonly label?: string;
  readonly unit: TimeUnit;
  readonly before: number;
  readonly after: number;
  readonly maxBefore?: number;
  readonly maxAfter?: number;
}

/**
 * The window of a step: round the selected alert when the hunter centres on it, the host's span of logs when there is one,
 * else round the host's origin, which is also what is left when there are no alerts.
 */
export function stepWindow(host: HostScope, alert: AlertFocus | undefined, shape: WindowShape): Field<TimeWindow> {
  const centred = alert?.centre === true;
  return timeWindow({
    label: 'Time range',
    ...shape,
    origin: alert && (centred || host.span) ? alert.time : host.window.origin,
    ...(host.span && !centred ? { span: host.span } : {}),
  });
}

/** The window that the logon steps begin with. */
export const logonWindow = (host: HostScope, alert: AlertFocus | undefined): Field<TimeWindow> =>
  stepWindow(host, alert, { unit: 'day', before: 5, after: 1, maxBefore: 20, maxAfter: 20 });

/** The reference line at the selected alert; none without an alert. */
export const alertReference = (alert: AlertFocus | undefined): readonly TimelineReference[] =>
  alert ? [{ time: alert.time, label: `Alert: ${alert.name}` }] : [];
