let context: CanvasRenderingContext2D | null | undefined;
const measured = new Map<string, number>();

const fonts = { text: '13px', code: '12px' } as const;

/** Width in pixels of a text as a cell draws it, in the page's own fonts. */
export function textWidth(text: string, kind: 'text' | 'code'): number {
  context ??= document.createElement('canvas').getContext('2d');
  if (!context) return text.length * 8;
  const key = `${kind}:${text}`;
  const known = measured.get(key);
  if (known !== undefined) return known;
  const style = getComputedStyle(document.documentElement);
  context.font = `${fonts[kind]} ${style.getPropertyValue(kind === 'code' ? '--hb-mono' : '--hb-font')}`;
  const { width } = context.measureText(text);
  if (measured.size > 5000) measured.clear();
  measured.set(key, width);
  return width;
}
