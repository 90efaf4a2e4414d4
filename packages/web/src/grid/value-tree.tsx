import type { JsonValue } from '@huntbook/workspace';
import { LogText } from '../format/log-text.js';
import styles from './value-tree.module.css';

type Structure = Exclude<JsonValue, null | boolean | number | string>;

/** The value, or the JSON that a text holds, where it has parts; undefined for plain values. */
export function structureOf(value: JsonValue | undefined): Structure | undefined {
  if (value !== null && typeof value === 'object') return value;
  if (typeof value !== 'string' || value.length > 1_000_000 || !/^\s*[[{]/.test(value)) return undefined;
  try {
    const parsed = JSON.parse(value) as JsonValue;
    return parsed !== null && typeof parsed === 'object' ? parsed : undefined;
  } catch {
    // Text that only begins like JSON is shown as text.
    return undefined;
  }
}

const deepest = 12;
const mostChildren = 200;

/** A dynamic value as an indented tree that opens and closes. */
export function ValueTree({ value, depth = 0 }: { readonly value: Structure; readonly depth?: number }) {
  const entries = Object.entries(value);
  if (!entries.length) return <span className="hb-muted">{Array.isArray(value) ? 'empty list' : 'empty object'}</span>;
  return (
    <ul className={styles.tree}>
      {entries.slice(0, mostChildren).map(([name, child]: [string, JsonValue]) => {
        const structure = depth < deepest ? structureOf(child) : undefined;
        return (
          <li key={name}>
            {structure ? (
              <details open={depth < 2}>
                <summary>
                  <LogText text={name} oneLine />
                  <span className={styles.size}>{Object.keys(structure).length}</span>
                </summary>
                <ValueTree value={structure} depth={depth + 1} />
              </details>
            ) : (
              <>
                <span className={styles.name}>
                  <LogText text={name} oneLine />
                </span>{' '}
                <LogText text={typeof child === 'string' ? child : JSON.stringify(child)} />
              </>
            )}
          </li>
        );
      })}
      {entries.length > mostChildren ? <li className="hb-muted">and {entries.length - mostChildren} more</li> : null}
    </ul>
  );
}
