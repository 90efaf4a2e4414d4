import { Link } from '@tanstack/react-router';
import styles from './page.module.css';

export function NotFoundPage() {
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>There is no such page</h1>
      <p>
        <Link to="/">Go to the start page</Link>
      </p>
    </div>
  );
}
