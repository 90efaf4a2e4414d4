/**
 * Sum of the code points of a text, divided by `scale` and rounded down (MSTICPy `char_ord_score`).
 * The order of characters does not matter, so anagrams collide.
 */
export function charOrdScore(value: string, scale = 1): number {
  let sum = 0;
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (code >= 0xd800 && code < 0xdc00 && i + 1 < value.length) {
      const point = value.codePointAt(i)!;
      if (point > 0xffff) i++;
      sum += point;
    } else sum += code;
  }
  return Math.floor(sum / scale);
}
