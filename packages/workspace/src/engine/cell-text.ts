/** `2024-01-31T23:59:59.1234560Z` from microseconds since 1970. */
export function datetimeText(micros: bigint): string {
  let millis = Number(micros / 1000n);
  let rest = Number(micros % 1000n);
  if (rest < 0) {
    rest += 1000;
    millis -= 1;
  }
  const text = new Date(millis).toISOString();
  return `${text.slice(0, -1)}${String(rest).padStart(3, '0')}0Z`;
}

const ticksPerSecond = 10_000_000n;

/** `[-][d.]hh:mm:ss[.fffffff]` from ticks of 100 ns. */
export function timespanText(ticks: bigint): string {
  const size = ticks < 0n ? -ticks : ticks;
  const fraction = size % ticksPerSecond;
  const seconds = size / ticksPerSecond;
  const days = seconds / 86_400n;
  const two = (value: bigint) => value.toString().padStart(2, '0');
  const clock = `${two((seconds / 3600n) % 24n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}`;
  const sign = ticks < 0n ? '-' : '';
  const tail = fraction === 0n ? '' : `.${fraction.toString().padStart(7, '0')}`;
  return `${sign}${days === 0n ? '' : `${days}.`}${clock}${tail}`;
}
