import type { Base64Record } from './model.js';
import { unpackBase64 } from './unpack.js';

export interface DecodedPowerShell {
  /** The first decoded text: what -EncodedCommand hands to PowerShell. */
  readonly script: string;
  /** The decoded text of the deepest layer: what the layers above wrap, a script or the address it speaks to. */
  readonly innermost: string;
  /** Each decoded text, outer before inner. */
  readonly texts: readonly string[];
  /** The command line with everything decoded in place. */
  readonly full: string;
  readonly layers: number;
  readonly records: readonly Base64Record[];
}

/**
 * The texts that a PowerShell command line hides: its -EncodedCommand argument and the base64, gzip and deflate layers
 * within. Undefined where it hides none.
 */
export function decodePowerShell(commandLine: string): DecodedPowerShell | undefined {
  const { records, layers, text } = unpackBase64(commandLine, { highConfidenceOnly: true });
  const readable = records.filter((record) => record.decoded_string !== null);
  if (readable.length === 0) return undefined;
  const deepest = readable.reduce((found, record) => (record.layer > found.layer ? record : found));
  return {
    script: readable[0]!.decoded_string!,
    innermost: deepest.decoded_string!,
    texts: readable.map((record) => record.decoded_string!),
    full: text,
    layers,
    records,
  };
}
