/** Colours of viridis at ninths of its range (matplotlib, CC0). */
const stops: readonly (readonly [number, number, number])[] = [
  [68, 1, 84],
  [71, 44, 122],
  [59, 81, 139],
  [44, 113, 142],
  [33, 144, 141],
  [39, 173, 129],
  [92, 200, 99],
  [170, 220, 50],
  [253, 231, 37],
];

/** The viridis colour at 0 to 1, as red, green, blue from 0 to 255. */
export function viridis(share: number): readonly [number, number, number] {
  const at = Math.max(0, Math.min(share, 1)) * (stops.length - 1);
  const low = Math.min(Math.floor(at), stops.length - 2);
  const part = at - low;
  const a = stops[low] as readonly [number, number, number];
  const b = stops[low + 1] as readonly [number, number, number];
  const mix = (index: 0 | 1 | 2) => Math.round(a[index] + (b[index] - a[index]) * part);
  return [mix(0), mix(1), mix(2)];
}

/** Black or white, whichever is easier to read on the colour (relative luminance of WCAG 2). */
export function readableOn([red, green, blue]: readonly [number, number, number]): '#000' | '#fff' {
  const linear = (channel: number) => {
    const share = channel / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  const luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  return luminance > 0.179 ? '#000' : '#fff';
}

/** Background and text of a heat cell; counts are shaded by their logarithm, since one account often dwarfs the rest. */
export function heatColours(value: number, maximum: number): { readonly background: string; readonly color: string } {
  const share = maximum <= 0 ? 0 : Math.log1p(value) / Math.log1p(maximum);
  const colour = viridis(share);
  return { background: `rgb(${colour.join(' ')})`, color: readableOn(colour) };
}
