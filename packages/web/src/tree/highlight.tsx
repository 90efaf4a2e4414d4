import { LogText } from '../format/log-text.js';
import styles from './process-tree.module.css';

/** Text of a log on one line, with the first place where the search (in lower case) occurs marked. */
export function Highlight({ text, search }: { readonly text: string; readonly search: string }) {
  const at = search ? text.toLowerCase().indexOf(search) : -1;
  if (at < 0) return <LogText text={text} oneLine />;
  const end = at + search.length;
  return (
    <bdi dir="ltr">
      <LogText text={text.slice(0, at)} oneLine />
      <mark className={styles.mark}>
        <LogText text={text.slice(at, end)} oneLine />
      </mark>
      <LogText text={text.slice(end)} oneLine />
    </bdi>
  );
}
