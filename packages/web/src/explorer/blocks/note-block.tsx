import type { NoteBlock } from '@huntbook/explorers';
import { LogText } from '../../format/log-text.js';
import styles from './blocks.module.css';

export function NoteBlockView({ block }: { readonly block: NoteBlock }) {
  return (
    <p className={styles.note} data-tone={block.tone}>
      <LogText text={block.text} />
    </p>
  );
}
