import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import styles from './page.module.css';

/** Asks for the token; the server sets its cookie when it is given as a parameter of the start page. */
export function TokenForm() {
  const [token, setToken] = useState('');
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>This page needs its token</h1>
      <p className={styles.lead}>
        huntbook printed an address with a token when it started. Open that address, or paste the token here.
      </p>
      <form
        className={styles.inline}
        onSubmit={(event) => {
          event.preventDefault();
          if (token.trim()) location.assign(`/?token=${encodeURIComponent(token.trim())}`);
        }}
      >
        <TextInput
          label="Token"
          type="password"
          autoComplete="off"
          required
          value={token}
          onChange={(event) => setToken(event.currentTarget.value)}
        />
        <Button type="submit">Continue</Button>
      </form>
    </div>
  );
}
