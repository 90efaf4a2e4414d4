import type { Base64Record } from './model.js';
import { unpackBase64 } from './unpack.js';

export interface DecodedPowerShell {
  /** The innermost script, as PowerShell finally runs it. */
  readonly script: string;
  /** Each decoded script, the outermost first. */
  readonly scripts: readonly string[];
  readonly layers: number;
  readonly records: readonly Base64Record[];
}

/**
 * The scripts that a PowerShell command line hides: its -EncodedCommand argument and the base64, gzip and deflate layers
 * within. Undefined where it hides none.
 */
export function decodePowerShell(commandLine: string): DecodedPowerShell | undefined {
  const { records, layers } = unpackBase64(commandLine, { highConfidenceOnly: true });
  const texts = records.filter((record) => record.decoded_string !== null);
  if (texts.length === 0) return undefined;
  const innermost = texts.reduce((deepest, record) => (record.layer > deepest.layer ? record : deepest));
  return { script: innermost.decoded_string!, scripts: texts.map((text) => text.decoded_string!), layers, records };
}
