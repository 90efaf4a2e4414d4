import { WorkspaceError } from '../model/workspace.js';

const unitMs: Readonly<Record<string, number>> = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 };
const mostPieces = 10_000;

/** Milliseconds of a duration such as `1d`, `6H`, `30m`. Throws `bad-parameter`. */
export function durationMs(text: string): number {
  const match = /^(\d{1,6})\s?(w|d|h|m|min|s)$/i.exec(text.trim());
  const unit = match?.[2]?.toLowerCase().slice(0, 1);
  const length = match && unit ? Number(match[1]) * unitMs[unit]! : 0;
  if (length > 0) return length;
  throw new WorkspaceError('bad-parameter', `split_query_by: ${JSON.stringify(text)} is no length of time.`, {
    subject: 'split_query_by',
    hint: 'Write a number and a unit: 1d, 6h, 30m.',
  });
}

/**
 * Cuts a time range whose ends both belong to it into pieces that neither overlap nor leave a gap: each ends one tick of
 * 100 ns before the next begins. What remains shorter than a thousandth of a piece is added to the last one.
 */
export function splitRange(
  start: string,
  end: string,
  lengthMs: number,
): readonly { readonly start: string; readonly end: string }[] {
  const from = Date.parse(start);
  const to = Date.parse(end);
  if (!(to - from > lengthMs)) return [{ start, end }];
  let count = Math.floor((to - from) / lengthMs);
  if (to - from - count * lengthMs >= lengthMs / 1000) count += 1;
  if (count > mostPieces) {
    throw new WorkspaceError(
      'bad-parameter',
      `split_query_by would make ${count} pieces; at most ${mostPieces} are run.`,
      {
        subject: 'split_query_by',
      },
    );
  }
  return Array.from({ length: count }, (_, index) => ({
    start: index === 0 ? start : new Date(from + index * lengthMs).toISOString(),
    end: index === count - 1 ? end : lastTick(from + (index + 1) * lengthMs),
  }));
}

function lastTick(next: number): string {
  return `${new Date(next - 1).toISOString().slice(0, 23)}9999Z`;
}
