/** Ticks of 100 ns from `[-][d.]hh:mm:ss[.fffffff]`, or undefined for other text. */
export function ticksOf(text: string): bigint | undefined {
  const match = /^(-?)(?:(\d{1,8})\.)?(\d{1,2}):(\d{2}):(\d{2})(?:\.(\d{1,7}))?$/.exec(text);
  if (!match) return undefined;
  const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = match;
  const whole = ((BigInt(days) * 24n + BigInt(hours)) * 60n + BigInt(minutes)) * 60n + BigInt(seconds);
  const ticks = whole * 10_000_000n + BigInt(fraction.padEnd(7, '0'));
  return sign === '-' ? -ticks : ticks;
}
