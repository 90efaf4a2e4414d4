import { Tooltip } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { singleLine } from '../format/visible-text.js';
import styles from './cut-mark.module.css';

/** Says beside a count that it is not the whole, and why. */
export function CutMark({ reason }: { readonly reason: string | undefined }) {
  if (reason === undefined) return null;
  return (
    <Tooltip label={singleLine(reason)} multiline maw={360}>
      <span className={styles.mark}>
        <IconAlertTriangle size={13} aria-hidden />
        not all
        <span className="hb-visually-hidden">: {singleLine(reason)}</span>
      </span>
    </Tooltip>
  );
}
