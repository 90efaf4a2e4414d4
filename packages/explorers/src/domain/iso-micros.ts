import { formatMicros } from '@huntbook/analysis';

/** Microseconds since 1970 UTC as a datetime cell: ISO 8601 with six fractional digits and Z; null for NaN and null. */
export const isoMicros = (micros: number | null): string | null =>
  micros === null || Number.isNaN(micros) ? null : `${formatMicros(micros).replace(' ', 'T')}Z`;
