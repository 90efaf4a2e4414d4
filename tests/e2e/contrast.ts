import type { Page } from 'playwright-core';

export interface PoorContrast {
  readonly text: string;
  readonly element: string;
  /** WCAG 2 contrast ratio. */
  readonly ratio: number;
}

export interface ContrastReport {
  /** Pieces of text that were looked at. */
  readonly checked: number;
  readonly poor: readonly PoorContrast[];
}

/**
 * Contrast of all visible text with what lies behind it, from computed colours (WCAG 2.2, 1.4.3: at least 4.5, for large
 * text 3). Text of disabled controls is exempt, as it is there; so is text on pictures, whose colours have no style.
 */
export function measureContrast(page: Page): Promise<ContrastReport> {
  return page.evaluate(() => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
    const rgba = (css: string): [number, number, number, number] => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = css;
      canvas.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
      return [red, green, blue, alpha / 255];
    };
    const over = (top: number[], below: number[]) =>
      [0, 1, 2].map((at) => top[at]! * top[3]! + below[at]! * (1 - top[3]!)).concat(1);
    const background = (element: Element): number[] => {
      const layers: number[][] = [];
      for (let at: Element | null = element; at; at = at.parentElement) {
        const colour = rgba(getComputedStyle(at).backgroundColor);
        if (colour[3] > 0) layers.push(colour);
        if (colour[3] === 1) break;
      }
      return layers.reduceRight((below, layer) => over(layer, below), [255, 255, 255, 1]);
    };
    const luminance = (colour: number[]) => {
      const [red = 0, green = 0, blue = 0] = colour.slice(0, 3).map((value) => {
        const share = value / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const poor: { text: string; element: string; ratio: number }[] = [];
    let checked = 0;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.nodeValue?.trim();
      const element = node.parentElement;
      // A dash that fills an empty cell says nothing that is not said by its emptiness.
      if (
        !text ||
        !/[\p{L}\p{N}]/u.test(text) ||
        !element ||
        element.closest('script, style, svg, :disabled, [data-disabled], [aria-hidden="true"]')
      )
        continue;
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1 || style.visibility === 'hidden' || style.clipPath === 'inset(50%)')
        continue;
      if (element.closest('.hb-visually-hidden')) continue;
      const behind = background(element);
      const front = over(rgba(style.color), behind);
      let opacity = 1;
      for (let at: Element | null = element; at; at = at.parentElement) opacity *= Number(getComputedStyle(at).opacity);
      const seen = over([...front.slice(0, 3), opacity], behind);
      const [light = 0, dark = 0] = [luminance(seen), luminance(behind)].sort((a, b) => b - a);
      const ratio = (light + 0.05) / (dark + 0.05);
      const size = Number.parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      checked += 1;
      if (ratio < (large ? 3 : 4.5) - 0.005) {
        const name = `${element.tagName.toLowerCase()}.${String(element.className).split(' ')[0]}`;
        poor.push({ text: text.slice(0, 40), element: name, ratio: Math.round(ratio * 100) / 100 });
      }
    }
    return { checked, poor };
  });
}
