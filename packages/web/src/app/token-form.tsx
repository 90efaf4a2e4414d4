import { Button, TextInput } from '@mantine/core';
import styles from './page.module.css';

/** Asks for the token; the server sets its cookie when it is given as a parameter of the start page. */
export function TokenForm() {
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>This page needs its token</h1>
      <p className={styles.lead}>
        huntbook printed an address with a token when it started. Open that address, or paste the token here.
      </p>
      <form action="/" method="get" className={styles.inline}>
        <TextInput name="token" label="Token" type="password" autoComplete="off" required data-autofocus />
        <Button type="submit">Continue</Button>
      </form>
    </div>
  );
}
