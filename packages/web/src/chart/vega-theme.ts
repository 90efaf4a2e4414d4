import type { Config } from 'vega-lite';

/** Ten hues that stand apart on both backgrounds, also for most who see colours differently. */
export const categories: Readonly<Record<'light' | 'dark', readonly string[]>> = {
  light: ['#3453c7', '#c4570c', '#0f7f76', '#a8336f', '#6d7a12', '#6a4bb8', '#b3202c', '#2c7fb0', '#8a5a2b', '#4b5563'],
  dark: ['#8ea6ff', '#f59a5b', '#4fc7b8', '#ee88bd', '#bccb52', '#b69cf5', '#ff8585', '#73c1ee', '#d3a373', '#aab4c3'],
};

/** How charts look on the page: its fonts and colours, thin lines. */
export function chartConfig(scheme: 'light' | 'dark'): Config {
  const dark = scheme === 'dark';
  const text = dark ? '#e4e8ee' : '#1a1f28';
  const muted = dark ? '#a5afbe' : '#525b69';
  const line = dark ? '#2a313c' : '#e0e4ea';
  const font = 'system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif';
  return {
    background: 'transparent',
    font,
    view: { stroke: 'transparent' },
    axis: {
      labelColor: muted,
      titleColor: muted,
      titleFontWeight: 500,
      titleFontSize: 12,
      labelFontSize: 11,
      labelLimit: 220,
      gridColor: line,
      domainColor: line,
      tickColor: line,
    },
    legend: { labelColor: text, titleColor: muted, titleFontWeight: 500, titleFontSize: 12, labelFontSize: 12 },
    title: { color: text, fontSize: 13, fontWeight: 600, anchor: 'start' },
    header: { labelColor: text, titleColor: muted },
    mark: { color: dark ? '#8ea6ff' : '#3453c7', tooltip: true },
    text: { color: text },
    range: { category: [...categories[scheme]], heatmap: { scheme: 'viridis' }, ramp: { scheme: 'viridis' } },
  };
}
