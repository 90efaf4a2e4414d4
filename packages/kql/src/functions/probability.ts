import { hostScalars } from './host.js';
import type { FunctionFamily } from './registry.js';

/** The error function near 0, by its series; the rest by the continued fraction of its complement (Abramowitz and Stegun 7.1.5, 7.1.14). */
export function erf(x: number): number {
  if (Math.abs(x) > 2.5) return x > 0 ? 1 - complement(x) : complement(-x) - 1;
  let [term, sum] = [x, x];
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

/** 1 - erf(x) for x above 2.5, where the difference would lose its digits. */
function complement(x: number): number {
  let fraction = x;
  for (let n = 60; n > 0; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / (fraction * Math.sqrt(Math.PI));
}

export const probabilityFamily: FunctionFamily = hostScalars({
  erf: { parameters: ['real'], result: 'real', run: erf },
  erfc: { parameters: ['real'], result: 'real', run: (x: number) => (x > 2.5 ? complement(x) : 1 - erf(x)) },
});
