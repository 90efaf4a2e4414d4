import type { SourceReport } from './model/source.js';

const LISTED_DAMAGE = 20;

export function createReport(format: string): SourceReport {
  return { format, records: 0, skipped: 0, bytes: 0, damage: [], assumptions: [] };
}

/** Counts a record that gives no row, and lists it while there is room. */
export function noteDamage(report: SourceReport, record: number, reason: string): void {
  report.skipped += 1;
  if (report.damage.length < LISTED_DAMAGE) report.damage.push({ record, reason });
}

export function noteAssumption(report: SourceReport, text: string): void {
  if (!report.assumptions.includes(text)) report.assumptions.push(text);
}

/** The message of whatever was thrown, cut to a line. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.length > 200 ? `${text.slice(0, 200)}...` : text;
}
