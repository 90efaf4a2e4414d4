import { AnalysisError } from '../model/error.js';
import { hasPublicSuffix } from './public-suffix.js';
import { refang } from './refang.js';
import { BUILT_IN, indicatorScanner } from './scan.js';

const HASH = /^[0-9a-f]+$/i;

/**
 * Whether a whole text is an indicator of a type: an IocType, `file_hash` (any of the three lengths) or `hostname`
 * (as `dns`). Throws AnalysisError for an unknown type.
 */
export function validateIndicator(value: string, type: string): boolean {
  if (type === 'file_hash') return [32, 40, 64].includes(value.length) && HASH.test(value);
  const name = type === 'hostname' ? 'dns' : type;
  const builtIn = BUILT_IN.find((candidate) => candidate.name === name);
  if (!builtIn) throw new AnalysisError('bad-argument', `unknown indicator type ${type}`);
  let whole = false;
  builtIn.scan(value, { defanged: true, strict: true }, (start, end) => {
    whole ||= start === 0 && end === value.length;
  });
  return whole && (name !== 'dns' || hasPublicSuffix(refang(value, 'dns')));
}

const scanAll = indicatorScanner();

/** The type of a text that is one indicator as a whole (MSTICPy `get_ioc_type`), or `unknown`. */
export function iocType(value: string): string {
  const found = scanAll(value).find(({ raw }) => raw === value);
  if (found) return found.type;
  return validateIndicator(value, 'linux_path') ? 'linux_path' : 'unknown';
}
