import { ActionIcon, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { formatCount, formatTime } from '../format/format.js';
import { LogText } from '../format/log-text.js';
import { describeLink } from './parent-link.js';
import styles from './process-detail.module.css';
import { formatPid, type ProcessNode } from './tree-model.js';

/** A process whole: its command line unbroken by the width of a column, and all that is known of it. */
export function ProcessDetail({ node }: { readonly node: ProcessNode }) {
  const facts: readonly (readonly [string, string])[] = [
    ['Path', node.path],
    ['Process id', node.pid === null ? '' : `${formatPid(node.pid, 'dec')} (${formatPid(node.pid, 'hex')})`],
    ['Started', node.time ? `${formatTime(node.time)} UTC` : ''],
    ['Account', node.account],
    ['Logon id', node.logonId],
    ['Parent', node.parent ? `${node.parent.process}. ${describeLink(node.link)}` : describeLink(node.link)],
    ['Rarity', node.rarity ? `one of ${formatCount(Math.round(1 / node.rarity))} alike on this host` : ''],
    ['Below', node.descendants ? `${formatCount(node.descendants)} processes` : ''],
  ];
  return (
    <div className={styles.detail}>
      {node.commandLine ? (
        <div className={styles.commandBox}>
          <pre>
            <LogText text={node.commandLine} />
          </pre>
          <CopyButton value={node.commandLine}>
            {({ copied, copy }) => (
              <ActionIcon aria-label="Copy the command line" onClick={copy}>
                {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
              </ActionIcon>
            )}
          </CopyButton>
        </div>
      ) : (
        <p className="hb-muted">The command line was not logged.</p>
      )}
      <dl className={styles.facts}>
        {facts.map(([label, value]) =>
          value ? (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <LogText text={value} />
              </dd>
            </div>
          ) : null,
        )}
      </dl>
    </div>
  );
}
