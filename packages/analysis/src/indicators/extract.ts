import { AnalysisError } from '../model/error.js';
import type { Indicator, ScanOptions } from './model.js';
import { BUILT_IN, indicatorScanner } from './scan.js';

export interface ExtractOptions extends ScanOptions {
  /** Look for Windows paths as well; false by default. Has no effect where `types` is given. */
  readonly includePaths?: boolean;
}

/** One entry an indicator and input row, in columns of the names MSTICPy gives them. */
export interface ExtractedIndicators {
  readonly IoCType: string[];
  /** Refanged, save in parity. */
  readonly Observable: string[];
  /** Index of the input row. */
  readonly SourceIndex: number[];
  /** The whole text it was found in. */
  readonly Input: string[];
  /** As it stands in the text. */
  readonly Raw: string[];
}

/**
 * Indicators of the rows of one or several text columns (MSTICPy `IoCExtract.extract` over a frame). Looks for all types
 * but paths by default. Null cells hold none. An indicator occurs once a row and column.
 */
export function extractIndicators(
  columns: readonly (readonly (string | null | undefined)[])[],
  options: ExtractOptions = {},
): ExtractedIndicators {
  if (columns.length === 0)
    throw new AnalysisError('missing-column', 'name at least one column to look for indicators');
  const types =
    options.types ??
    [...BUILT_IN, ...(options.customTypes ?? [])]
      .map(({ name }) => name)
      .filter((name) => name !== 'linux_path' && (name !== 'windows_path' || options.includePaths === true));
  const scan = indicatorScanner({ ...options, types });
  const known = new Map<string, readonly Indicator[]>();
  const result: ExtractedIndicators = { IoCType: [], Observable: [], SourceIndex: [], Input: [], Raw: [] };
  const count = Math.max(...columns.map((column) => column.length));
  for (let row = 0; row < count; row++) {
    for (const column of columns) {
      const text = column[row];
      if (text === null || text === undefined || text === '') continue;
      let found = known.get(text);
      if (!found) {
        found = scan(text);
        known.set(text, found);
      }
      for (const indicator of found) {
        result.IoCType.push(indicator.type);
        result.Observable.push(indicator.observable);
        result.SourceIndex.push(row);
        result.Input.push(text);
        result.Raw.push(indicator.raw);
      }
    }
  }
  return result;
}
