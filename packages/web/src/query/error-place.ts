/** Offset in a text of a line and column, both from 1; places past the end of a line or of the text are drawn in. */
export function offsetOf(text: string, line: number, column: number): number {
  const lines = text.split('\n');
  let offset = 0;
  for (let index = 0; index < Math.min(line - 1, lines.length); index += 1) offset += (lines[index] ?? '').length + 1;
  return Math.min(offset + Math.min(column - 1, (lines[line - 1] ?? '').length), text.length);
}
