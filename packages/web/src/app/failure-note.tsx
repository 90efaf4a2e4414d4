import { IconAlertTriangle } from '@tabler/icons-react';
import { ApiFailure } from '../api/client.js';
import { LogText } from '../format/log-text.js';
import styles from './failure-note.module.css';

/** A failure in one box: what happened, and what to do about it where that is known. */
export function FailureNote({ error }: { readonly error: unknown }) {
  if (error instanceof ApiFailure && error.status === 410) {
    // The step ran again meanwhile: the page is about to hear of its new rows.
    return <p className="hb-muted">These rows were replaced; the new ones are on their way.</p>;
  }
  const message = error instanceof Error ? error.message : String(error);
  const hint = error instanceof ApiFailure ? error.hint : undefined;
  return (
    <div className={styles.note} role="alert">
      <IconAlertTriangle size={16} aria-hidden />
      <div>
        <LogText text={message} />
        {hint ? (
          <div className={styles.hint}>
            <LogText text={hint} />
          </div>
        ) : null}
      </div>
    </div>
  );
}
