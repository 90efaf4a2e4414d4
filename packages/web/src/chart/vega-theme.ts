import type { Config } from 'vega-lite';
import { categories } from '../format/categories.js';

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
      labelOverlap: 'greedy',
      labelSeparation: 8,
    },
    axisQuantitative: { tickCount: 8 },
    legend: { labelColor: text, titleColor: muted, titleFontWeight: 500, titleFontSize: 12, labelFontSize: 12 },
    title: { color: text, fontSize: 13, fontWeight: 600, anchor: 'start' },
    header: { labelColor: text, titleColor: muted },
    mark: { color: dark ? '#8ea6ff' : '#3453c7', tooltip: true },
    text: { color: text },
    range: { category: [...categories[scheme]], heatmap: { scheme: 'viridis' }, ramp: { scheme: 'viridis' } },
  };
}
