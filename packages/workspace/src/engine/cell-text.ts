const microsPerDay = 86_400_000_000;
const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));
const threeDigits = Array.from({ length: 1000 }, (_, number) => String(number).padStart(3, '0'));

let lastDay = Number.NaN;
let lastDayText = '';

/** `2024-01-31T23:59:59.1234560Z` from microseconds since 1970. */
export function datetimeText(micros: bigint | number): string {
  const value = Number(micros);
  const day = Math.floor(value / microsPerDay);
  if (day !== lastDay) {
    lastDayText = new Date(day * 86_400_000).toISOString().slice(0, -13);
    lastDay = day;
  }
  const rest = value - day * microsPerDay;
  const seconds = Math.floor(rest / 1_000_000);
  const fraction = rest - seconds * 1_000_000;
  const millis = Math.floor(fraction / 1000);
  const clock = `${twoDigits[Math.floor(seconds / 3600)]}:${twoDigits[Math.floor(seconds / 60) % 60]}:${twoDigits[seconds % 60]}`;
  return `${lastDayText}${clock}.${threeDigits[millis]}${threeDigits[fraction - millis * 1000]}0Z`;
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
