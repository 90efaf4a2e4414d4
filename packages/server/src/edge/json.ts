/**
 * JSON for values that may hold a bigint or a non-finite number: a bigint within ±2^53 travels as a number and as
 * decimal text beyond; NaN and the infinities travel as the texts `NaN`, `Infinity` and `-Infinity`.
 */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, cell: unknown) => {
    if (typeof cell === 'bigint') {
      return cell >= Number.MIN_SAFE_INTEGER && cell <= Number.MAX_SAFE_INTEGER ? Number(cell) : cell.toString();
    }
    if (typeof cell === 'number' && !Number.isFinite(cell)) return String(cell);
    return cell;
  });
}
