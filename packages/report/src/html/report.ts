import { createHash } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import type { Hunt, HuntView, StepView } from '@huntbook/explorers';
import { reportClient } from '../client/report-client.js';
import { blockHtml, type ReportLimits } from './blocks.js';
import { style } from './style.js';
import { html } from './text.js';

const defaults: ReportLimits = { rows: 5000, cell: 20_000 };

/**
 * A hunt as one HTML file that needs no network and no server: findings, charts, tables that sort and filter, and the
 * query behind each. Nothing from the logs is ever markup; a content security policy lets no other script run.
 */
export async function renderHtmlReport(hunt: Hunt, limits: Partial<ReportLimits> = {}): Promise<string> {
  const view = hunt.view();
  const bounds = { ...defaults, ...limits };
  const sections: string[] = [];
  for (const step of view.steps) sections.push(await section(step, hunt, bounds));
  const script = `(${reportClient.toString()})();`;
  const policy = `default-src 'none'; script-src '${hash(script)}'; style-src '${hash(style)}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer">
<title>${html(titleOf(view))}</title><style>${style}</style></head>
<body><div class="page"><nav aria-label="Steps"><ol>${view.steps.map(outline).join('')}</ol></nav>
<main><h1>${html(titleOf(view))}</h1>
<p class="quiet">${html(view.hypothesis)}</p>
<p class="quiet">Workspace ${html(view.workspace)}, written ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC by huntbook. All times are UTC.</p>
${sections.join('\n')}</main></div>
<script>${script}</script></body></html>
`;
}

/** Writes the report beside its place first, so that a report that exists is whole. */
export async function writeHtmlReport(hunt: Hunt, path: string, limits: Partial<ReportLimits> = {}): Promise<void> {
  const text = await renderHtmlReport(hunt, limits);
  const draft = `${path}.part`;
  await writeFile(draft, text, 'utf8');
  await rename(draft, path);
}

const hash = (text: string): string => `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;

function titleOf(view: HuntView): string {
  const subject = Object.entries(view.values)
    .filter(([name, value]) => !['start', 'end', 'origin'].includes(name) && typeof value === 'string')
    .map(([, value]) => String(value));
  return `${view.title}: ${subject.join(', ')}`;
}

const toneOf = (step: StepView): string => (step.state === 'ok' ? step.tone : step.state === 'failed' ? 'bad' : 'none');

const outline = (step: StepView): string =>
  `<li><a href="#${html(step.id)}"><span class="dot ${toneOf(step)}"></span><span>${html(step.title)}</span></a></li>`;

async function section(step: StepView, hunt: Hunt, limits: ReportLimits): Promise<string> {
  const blocks: string[] = [];
  for (const block of step.blocks) blocks.push(await blockHtml(block, step, hunt, limits));
  const error = step.error
    ? `<p class="note">${html([step.error.message, step.error.hint].filter(Boolean).join(' '))}</p>`
    : '';
  return `<section id="${html(step.id)}"><h2>${html(step.title)}</h2><p class="quiet">${html(step.about)}</p>
<p class="finding ${toneOf(step)}">${html(step.finding || step.state)}</p>${error}
${blocks.join('\n')}${sources(step)}</section>`;
}

function sources(step: StepView): string {
  return Object.entries(step.tables)
    .map(([name, { rowCount, completeness, provenance }]) => {
      const whole = completeness.complete ? 'whole' : `cut: ${completeness.reason}`;
      const derived = provenance.derivation ? ` Computed: ${provenance.derivation}.` : '';
      const query = provenance.query ? `<pre>${html(provenance.query)}</pre>` : '';
      return `<details class="source"><summary>${html(name)}: ${rowCount.toLocaleString('en-US')} rows, ${html(whole)}; ${Math.round(provenance.elapsedMs)} ms on ${html(provenance.engine)}.${html(derived)}</summary>${query}</details>`;
    })
    .join('');
}
