import { Button } from '@mantine/core';
import { ApiFailure } from '../api/client.js';
import { FailureNote } from './failure-note.js';
import styles from './page.module.css';
import { TokenForm } from './token-form.js';

/** What a page shows when it cannot be shown. */
export function FailurePage({ error, reset }: { readonly error: unknown; readonly reset?: () => void }) {
  if (error instanceof ApiFailure && error.status === 401) return <TokenForm />;
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>This page could not be shown</h1>
      <FailureNote error={error} />
      <Button mt={12} variant="default" onClick={() => (reset ? reset() : location.reload())}>
        Try again
      </Button>
    </div>
  );
}
