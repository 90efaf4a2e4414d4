import type { HostValue } from '../model/compiled-query.js';
import { hostScalars } from './host.js';
import { arrayText } from './json-text.js';
import type { FunctionFamily } from './registry.js';
import { fitLine } from './series-fit.js';
import { completeSeries, mean, quantile, realsText, seriesOf } from './series-values.js';

/*
 * Decomposition as Kusto's documentation describes it: trend (mean or line), then the median of every place in the
 * period, the rest is residual. How Kusto scores a period is not published; here it is the autocorrelation.
 */

/** Gaps take the value before them, the first ones the first value there is. */
function withoutGaps(series: string): number[] | undefined {
  const values = seriesOf(series);
  const first = values?.find((value) => value !== null);
  if (!values || first === undefined || first === null) return undefined;
  let last: number = first;
  return values.map((value) => (last = value ?? last));
}

/** Autocorrelation at a lag, over the pairs that there are. */
function correlation(values: readonly number[], lag: number): number {
  let [shared, own, other] = [0, 0, 0];
  for (let at = 0; at + lag < values.length; at++) {
    const [a, b] = [values[at] as number, values[at + lag] as number];
    shared += a * b;
    own += a * a;
    other += b * b;
  }
  return own === 0 || other === 0 ? 0 : shared / Math.sqrt(own * other);
}

/** Longer lags than this are not looked at, to keep the work linear in the length. */
const longestPeriod = 1024;

/** Peaks of the autocorrelation between two lags, best first; shorter periods win over their multiples. */
function periods(
  values: readonly number[],
  least: number,
  most: number,
  count: number,
): (readonly [period: number, score: number])[] {
  const line = fitLine(values).line;
  const flat = values.map((value, index) => value - (line[index] ?? 0));
  const low = Math.max(4, Math.floor(least));
  // Two whole periods are too few to tell.
  const high = Math.min(Math.ceil(values.length / 2) - 1, Math.ceil(most), longestPeriod);
  const scores = new Map<number, number>();
  for (let lag = low - 1; lag <= high + 1; lag++) scores.set(lag, correlation(flat, lag));
  const peaks: (readonly [number, number])[] = [];
  for (let lag = low; lag <= high; lag++) {
    const score = scores.get(lag) ?? 0;
    if (score > 0 && score > (scores.get(lag - 1) ?? 0) && score >= (scores.get(lag + 1) ?? 0))
      peaks.push([lag, Math.min(1, score)]);
  }
  peaks.sort(([a, x], [b, y]) => (Math.abs(x - y) < 0.05 ? a - b : y - x));
  return peaks.slice(0, count);
}

function detectPeriod(values: readonly number[], threshold: number): number {
  const [best] = periods(values, 4, values.length / 2, 1);
  return best && best[1] >= threshold ? best[0] : 0;
}

function median(values: readonly number[]): number {
  return quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  );
}

/** The median of every place in the period, repeated over the whole length. */
function seasonal(values: readonly number[], period: number, length: number): number[] {
  if (period <= 0) return Array.from({ length }, () => 0);
  const places = Array.from({ length: period }, (_, place) =>
    values.filter((_value, index) => index % period === place),
  );
  const medians = places.map((place) => (place.length === 0 ? 0 : median(place)));
  return Array.from({ length }, (_, index) => medians[index % period] ?? 0);
}

interface Decomposition {
  readonly baseline: readonly number[];
  readonly seasonal: readonly number[];
  readonly trend: readonly number[];
  readonly residual: readonly number[];
}

function trendOf(values: readonly number[], kind: string, length: number): number[] | undefined {
  const every = (value: (index: number) => number): number[] => Array.from({ length }, (_, index) => value(index));
  if (kind === 'none') return every(() => 0);
  if (kind === 'avg') {
    const average = mean(values);
    return every(() => average);
  }
  if (kind !== 'linefit') return undefined;
  const { slope, interception } = fitLine(values);
  return every((index) => interception + slope * (index + 1));
}

/** `ahead` points at the end do not take part in learning. */
function decompose(
  series: string,
  period: bigint,
  trendKind: string,
  ahead: bigint,
  threshold: number,
): Decomposition | undefined {
  const values = withoutGaps(series);
  if (!values || ahead < 0n || ahead >= values.length) return undefined;
  const known = values.slice(0, values.length - Number(ahead));
  const trend = trendOf(known, trendKind.toLowerCase(), values.length);
  if (!trend) return undefined;
  const flat = known.map((value, index) => value - (trend[index] ?? 0));
  const length = period < 0n ? detectPeriod(known, threshold) : Number(period);
  const season = seasonal(flat, length <= known.length / 2 ? length : 0, values.length);
  const baseline = trend.map((value, index) => value + (season[index] ?? 0));
  return { baseline, seasonal: season, trend, residual: values.map((value, index) => value - (baseline[index] ?? 0)) };
}

/** How far beyond the fences of Tukey's test each value lies, in widths between the two percentiles. */
function outliers(values: readonly (number | null)[], low: number, high: number): number[] {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  const [bottom, top] = [quantile(sorted, low / 100), quantile(sorted, high / 100)];
  const width = top - bottom;
  return values.map((value) => {
    if (value === null || (value >= bottom && value <= top)) return 0;
    return (value - (value > top ? top : bottom)) / width;
  });
}

function fences(method: string): readonly [low: number, high: number] | undefined {
  if (method.toLowerCase() === 'ctukey') return [10, 90];
  return method.toLowerCase() === 'tukey' ? [25, 75] : undefined;
}

function anomalies(
  series: string,
  threshold: number,
  period: bigint,
  trend: string,
  ahead: bigint,
  method: string,
  seasonality: number,
): HostValue {
  const parts = decompose(series, period, trend, ahead, seasonality);
  const range = fences(method);
  if (!parts || !range) return null;
  const scores = outliers(parts.residual, ...range);
  const flags = scores.map((score) => (score > threshold ? 1 : score < -threshold ? -1 : 0));
  return arrayText([arrayText(flags.map(String)), realsText(scores), realsText(parts.baseline)]);
}

function decomposed(series: string, period: bigint, trend: string, ahead: bigint, threshold: number): HostValue {
  const parts = decompose(series, period, trend, ahead, threshold);
  return parts ? arrayText([parts.baseline, parts.seasonal, parts.trend, parts.residual].map(realsText)) : null;
}

function scored(series: string, kind: string, ignore: number, low: number, high: number): HostValue {
  const values = seriesOf(series)?.map((value) => (value === ignore ? null : value));
  const range = kind.toLowerCase() === 'ctukey' ? ([low, high] as const) : fences(kind);
  return values && range ? realsText(outliers(values, ...range)) : null;
}

export const seriesDecomposeFamily: FunctionFamily = hostScalars({
  series_decompose: {
    parameters: ['dynamic', 'long', 'string', 'long', 'real'],
    defaults: ['-1::BIGINT', "'avg'", '0::BIGINT', '0.6::DOUBLE'],
    result: 'dynamic',
    run: decomposed,
  },
  series_decompose_anomalies: {
    parameters: ['dynamic', 'real', 'long', 'string', 'long', 'string', 'real'],
    defaults: ['1.5::DOUBLE', '-1::BIGINT', "'avg'", '0::BIGINT', "'ctukey'", '0.6::DOUBLE'],
    result: 'dynamic',
    run: anomalies,
  },
  series_decompose_forecast: {
    parameters: ['dynamic', 'long', 'long', 'string', 'real'],
    defaults: ['-1::BIGINT', "'linefit'", '0.6::DOUBLE'],
    result: 'dynamic',
    run: (series: string, points: bigint, period: bigint, trend: string, threshold: number) =>
      decomposed(series, period, trend, points, threshold),
  },
  series_seasonal: {
    parameters: ['dynamic', 'long'],
    defaults: ['-1::BIGINT'],
    result: 'dynamic',
    run: (series: string, period: bigint) => {
      const values = completeSeries(series);
      return values
        ? realsText(seasonal(values, period < 0n ? detectPeriod(values, 0.7) : Number(period), values.length))
        : null;
    },
  },
  series_periods_detect: {
    parameters: ['dynamic', 'real', 'real', 'long'],
    result: 'dynamic',
    run: (series: string, least: number, most: number, count: bigint) => {
      const values = withoutGaps(series);
      if (!values) return null;
      const found = periods(values, least, most, Number(count));
      const all = Array.from({ length: Number(count) }, (_, index) => found[index] ?? ([0, 0] as const));
      return arrayText([realsText(all.map(([period]) => period)), realsText(all.map(([, score]) => score))]);
    },
  },
  series_outliers: {
    parameters: ['dynamic', 'string', 'real', 'real', 'real'],
    defaults: ["'ctukey'", "'NaN'::DOUBLE", '10::DOUBLE', '90::DOUBLE'],
    result: 'dynamic',
    run: scored,
  },
});
