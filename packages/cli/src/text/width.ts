import stringWidth from 'string-width';

/** Cuts text to a number of terminal columns, with an ellipsis where something was left out. */
export function fit(text: string, width: number): string {
  if (text.length <= width && stringWidth(text) <= width) return text;
  let cut = '';
  let used = 0;
  for (const character of text) {
    const step = stringWidth(character);
    if (used + step > width - 1) break;
    cut += character;
    used += step;
  }
  return `${cut}…`;
}

/** Fills text up with spaces to a number of terminal columns. */
export function pad(text: string, width: number, right = false): string {
  const space = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return right ? space + text : text + space;
}

export { stringWidth };
