import { base64Candidates, decodeBase64 } from '../base64/candidates.js';
import { asciiShare, asUtf16, printableShare } from '../base64/content.js';

export interface EncodedCommand {
  /** The base64 text, and where it stands in the command line. */
  readonly encoded: string;
  readonly start: number;
  readonly end: number;
  readonly script: string;
}

/**
 * The script behind PowerShell's -EncodedCommand in a command line, under any of its abbreviations and dashes: base64 of
 * readable UTF-16LE. Undefined where there is none. See `decodePowerShell` for what the script hides in turn.
 */
export function encodedCommandOf(commandLine: string): EncodedCommand | undefined {
  for (const { command, start, end } of base64Candidates(commandLine, true)) {
    if (!command) continue;
    const encoded = commandLine.slice(start, end);
    const bytes = decodeBase64(encoded, false);
    const script = bytes && asUtf16(bytes);
    if (script && printableShare(script) >= 0.9 && asciiShare(script) >= 0.5) return { encoded, start, end, script };
  }
  return undefined;
}
