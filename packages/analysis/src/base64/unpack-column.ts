import { base64Candidates } from './candidates.js';
import type { Base64Record, UnpackOptions } from './model.js';
import { type Unpacked, unpackBase64 } from './unpack.js';

/** One entry a decoded item and input row: the fields of its record, and where it was found. */
export interface UnpackedRow extends Base64Record {
  /** Index of the input row. */
  readonly src_index: number;
  /** The whole text that it was found in. */
  readonly input: string;
  /** That text with everything decoded in place. */
  readonly full_decoded_string: string;
}

/** Decodes the base64 in a column of texts (MSTICPy `base64unpack.unpack_df`). Null cells hold none. */
export function unpackBase64Column(
  texts: readonly (string | null | undefined)[],
  options: UnpackOptions = {},
): UnpackedRow[] {
  const known = new Map<string, Unpacked>();
  const rows: UnpackedRow[] = [];
  for (let row = 0; row < texts.length; row++) {
    const text = texts[row];
    if (text === null || text === undefined || text.length < 8) continue;
    // Most texts hold nothing, and are cheaper to look through than to look up.
    if (base64Candidates(text, options.parity === undefined).length === 0) continue;
    let unpacked = known.get(text);
    if (!unpacked) {
      unpacked = unpackBase64(text, options);
      known.set(text, unpacked);
    }
    for (const record of unpacked.records)
      rows.push({ ...record, src_index: row, input: text, full_decoded_string: unpacked.text });
  }
  return rows;
}
