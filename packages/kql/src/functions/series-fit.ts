import type { HostValue } from '../model/compiled-query.js';
import { hostScalars } from './host.js';
import { arrayText } from './json-text.js';
import type { FunctionFamily } from './registry.js';
import { completeSeries, realsText, realText, variance } from './series-values.js';

export interface LineFit {
  readonly rsquare: number;
  readonly slope: number;
  /** Of the values, and of what the line leaves over; both divide by one less than their number. */
  readonly variance: number;
  readonly rvariance: number;
  /** The line's value one place before the first: Kusto counts places from 1. */
  readonly interception: number;
  readonly line: readonly number[];
}

/** The least-squares line through values at 0, 1, 2 ... */
export function fitLine(values: readonly number[]): LineFit {
  const n = values.length;
  const middle = (n - 1) / 2;
  const average = values.reduce((sum, value) => sum + value, 0) / n;
  let [shared, own] = [0, 0];
  values.forEach((value, index) => {
    shared += (index - middle) * (value - average);
    own += (index - middle) ** 2;
  });
  const slope = own === 0 ? 0 : shared / own;
  const interception = average - slope * (middle + 1);
  const line = values.map((_, index) => interception + slope * (index + 1));
  const total = variance(values);
  const left = n < 2 ? 0 : values.reduce((sum, value, index) => sum + (value - (line[index] ?? 0)) ** 2, 0) / (n - 1);
  return { rsquare: total === 0 ? 0 : 1 - left / total, slope, variance: total, rvariance: left, interception, line };
}

interface TwoLines extends Omit<LineFit, 'slope' | 'interception'> {
  readonly split: number;
  readonly left: LineFit;
  readonly right: LineFit;
}

/** Sums from which the residual of a line over any stretch follows without walking through it. */
function residuals(values: readonly number[]): (from: number, to: number) => number {
  const sums: [number, number, number][] = [[0, 0, 0]];
  values.forEach((y, x) => {
    const [sy, sxy, syy] = sums[x] as [number, number, number];
    sums.push([sy + y, sxy + x * y, syy + y * y]);
  });
  return (from, to) => {
    const n = to - from;
    const [a, b] = [sums[from] as [number, number, number], sums[to] as [number, number, number]];
    const [sy, sxy, syy] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
    const meanX = (from + to - 1) / 2;
    const own = (n * (n * n - 1)) / 12;
    const shared = sxy - meanX * sy;
    return syy - (sy * sy) / n - (own === 0 ? 0 : (shared * shared) / own);
  };
}

/** The split that leaves the least over; the right line begins at it. */
function fitTwoLines(values: readonly number[]): TwoLines {
  const rest = residuals(values);
  const n = values.length;
  let split = Math.min(2, n - 1);
  let least = Number.POSITIVE_INFINITY;
  for (let at = 2; at <= n - 2; at++) {
    const residual = rest(0, at) + rest(at, n);
    if (residual < least - 1e-9 * Math.abs(least === Number.POSITIVE_INFINITY ? 0 : least))
      [least, split] = [residual, at];
  }
  const [left, right] = [fitLine(values.slice(0, split)), fitLine(values.slice(split))];
  const line = [...left.line, ...right.line];
  const total = variance(values);
  const rvariance =
    n < 2 ? 0 : values.reduce((sum, value, index) => sum + (value - (line[index] ?? 0)) ** 2, 0) / (n - 1);
  return { split, rsquare: total === 0 ? 0 : 1 - rvariance / total, variance: total, rvariance, line, left, right };
}

function lineParts(fit: LineFit): readonly string[] {
  return [
    ...[fit.rsquare, fit.slope, fit.variance, fit.rvariance, fit.interception].map(realText),
    realsText(fit.line),
  ];
}

function lineBag(fit: LineFit): string {
  const [rsquare, slope, total, rest, interception, line] = lineParts(fit);
  return `{"rsquare":${rsquare},"slope":${slope},"variance":${total},"rvariance":${rest},"interception":${interception},"line_fit":${line}}`;
}

function side(fit: LineFit): readonly string[] {
  return [fit.rsquare, fit.slope, fit.interception, fit.variance, fit.rvariance].map(realText);
}

function sideBag(fit: LineFit): string {
  const [rsquare, slope, interception, total, rest] = side(fit);
  return `{"rsquare":${rsquare},"slope":${slope},"interception":${interception},"variance":${total},"rvariance":${rest}}`;
}

function over<T>(fit: (values: readonly number[]) => T, show: (fit: T) => string): (series: string) => HostValue {
  return (series) => {
    const values = completeSeries(series);
    return values ? show(fit(values)) : null;
  };
}

const twoLineParts = (fit: TwoLines): string =>
  arrayText([
    realText(fit.rsquare),
    String(fit.split),
    realText(fit.variance),
    realText(fit.rvariance),
    realsText(fit.line),
    ...side(fit.right),
    ...side(fit.left),
  ]);

const twoLineBag = (fit: TwoLines): string =>
  `{"rsquare":${realText(fit.rsquare)},"split_idx":${fit.split},"variance":${realText(fit.variance)},"rvariance":${realText(fit.rvariance)},"line_fit":${realsText(fit.line)},"right":${sideBag(fit.right)},"left":${sideBag(fit.left)}}`;

/** Lines through series; null where a value is missing. Functions of several results answer them as one array. */
export const seriesFitFamily: FunctionFamily = hostScalars({
  series_fit_line: {
    parameters: ['dynamic'],
    result: 'dynamic',
    run: over(fitLine, (fit) => arrayText(lineParts(fit))),
  },
  series_fit_line_dynamic: { parameters: ['dynamic'], result: 'dynamic', run: over(fitLine, lineBag) },
  series_fit_2lines: { parameters: ['dynamic'], result: 'dynamic', run: over(fitTwoLines, twoLineParts) },
  series_fit_2lines_dynamic: { parameters: ['dynamic'], result: 'dynamic', run: over(fitTwoLines, twoLineBag) },
});
