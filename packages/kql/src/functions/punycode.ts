import type { HostValue } from '../model/compiled-query.js';
import { hostScalars } from './host.js';
import type { FunctionFamily } from './registry.js';

// The parameters of RFC 3492, section 5.
const base = 36;
const least = 1;
const most = 26;
const skew = 38;
const damp = 700;
const firstBias = 72;
const firstPoint = 128;
const highest = 0x10ffff;

function adapt(delta: number, points: number, first: boolean): number {
  let left = first ? Math.floor(delta / damp) : delta >> 1;
  left += Math.floor(left / points);
  let bias = 0;
  for (; left > ((base - least) * most) >> 1; bias += base) left = Math.floor(left / (base - least));
  return bias + Math.floor(((base - least + 1) * left) / (left + skew));
}

function threshold(position: number, bias: number): number {
  return Math.min(most, Math.max(least, position - bias));
}

function digitText(digit: number): string {
  return String.fromCharCode(digit < 26 ? digit + 97 : digit + 22);
}

/** Punycode of a text; undefined where a number would not fit. */
export function encode(source: string): string | undefined {
  const points = Array.from(source, (letter) => letter.codePointAt(0) as number);
  const basic = points.filter((point) => point < firstPoint);
  let out = String.fromCharCode(...basic) + (basic.length > 0 ? '-' : '');
  let [next, delta, bias, done] = [firstPoint, 0, firstBias, basic.length];
  while (done < points.length) {
    const from = next;
    const smallest = points.reduce(
      (low, point) => (point >= from && point < low ? point : low),
      Number.POSITIVE_INFINITY,
    );
    delta += (smallest - next) * (done + 1);
    if (delta > Number.MAX_SAFE_INTEGER) return undefined;
    next = smallest;
    for (const point of points) {
      if (point < next) delta++;
      if (point !== next) continue;
      let rest = delta;
      for (let position = base; ; position += base) {
        const limit = threshold(position, bias);
        if (rest < limit) break;
        out += digitText(limit + ((rest - limit) % (base - limit)));
        rest = Math.floor((rest - limit) / (base - limit));
      }
      out += digitText(rest);
      bias = adapt(delta, done + 1, done === basic.length);
      delta = 0;
      done++;
    }
    delta++;
    next++;
  }
  return out;
}

/** The text of a punycode; undefined where it is none. */
export function decode(source: string): string | undefined {
  const cut = source.lastIndexOf('-');
  const points = Array.from(source.slice(0, Math.max(0, cut)), (letter) => letter.codePointAt(0) as number);
  if (points.some((point) => point >= firstPoint)) return undefined;
  let [next, index, bias, at] = [firstPoint, 0, firstBias, cut < 0 ? 0 : cut + 1];
  while (at < source.length) {
    const before = index;
    let weight = 1;
    for (let position = base; ; position += base) {
      const digit = Number.parseInt(source[at++] ?? '', base);
      if (Number.isNaN(digit)) return undefined;
      // Letters are the digits 0 to 25 here, and figures those above.
      const value = digit < 10 ? digit + 26 : digit - 10;
      index += value * weight;
      if (index > Number.MAX_SAFE_INTEGER) return undefined;
      const limit = threshold(position, bias);
      if (value < limit) break;
      weight *= base - limit;
    }
    bias = adapt(index - before, points.length + 1, before === 0);
    next += Math.floor(index / (points.length + 1));
    index %= points.length + 1;
    if (next > highest) return undefined;
    points.splice(index++, 0, next);
  }
  return String.fromCodePoint(...points);
}

/** Names longer than a domain can be are not looked at: encoding takes time with the square of the length. */
const longest = 2048;

function whole(convert: (source: string) => string | undefined): (source: string) => HostValue {
  return (source) => (source.length > longest ? null : (convert(source) ?? null));
}

function labels(convert: (label: string) => string | undefined): (source: string) => string | undefined {
  return (source) => {
    const all = source.split(/[.\u3002\uFF0E\uFF61]/).map(convert);
    return all.includes(undefined) ? undefined : all.join('.');
  };
}

const isAscii = /^[\0-\x7f]*$/;

export const punycodeFamily: FunctionFamily = hostScalars({
  punycode_from_string: { parameters: ['string'], result: 'string', run: whole(encode) },
  punycode_to_string: { parameters: ['string'], result: 'string', run: whole(decode) },
  punycode_domain_to_string: {
    parameters: ['string'],
    result: 'string',
    run: whole(labels((label) => (isAscii.test(label) ? label : `xn--${encode(label)}`))),
  },
  punycode_domain_from_string: {
    parameters: ['string'],
    result: 'string',
    run: whole(labels((label) => (label.toLowerCase().startsWith('xn--') ? decode(label.slice(4)) : label))),
  },
});
