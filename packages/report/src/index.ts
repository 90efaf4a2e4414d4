export type { ReportLimits } from './html/blocks.js';
export { renderHtmlReport, writeHtmlReport } from './html/report.js';
