/**
 * Text that a spreadsheet would run as a formula, put behind an apostrophe. Tab and line ends count too, because
 * spreadsheets skip them before they look (OWASP, CSV injection).
 */
export function neutralised(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}
