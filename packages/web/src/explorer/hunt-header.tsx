import type { HuntView } from '@huntbook/explorers';
import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDownload, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { formatDuration } from '../format/format.js';
import { LogText } from '../format/log-text.js';
import styles from './hunt-header.module.css';
import type { LiveHunt } from './use-hunt.js';

interface HuntHeaderProps {
  readonly hunt: LiveHunt;
  readonly view: HuntView;
  readonly name: string;
}

/** The hunt's name, what it looks for, how far it is, and what can be done with it as a whole. */
export function HuntHeader({ hunt, view, name }: HuntHeaderProps) {
  const base = `/api/hunts/${encodeURIComponent(view.id)}`;
  const unfinished = view.steps.some(({ state }) => state === 'stale' || state === 'failed' || state === 'waiting');
  return (
    <header className={styles.header}>
      <div className={styles.text}>
        <p className={styles.kind}>{view.title}</p>
        <h1 className={styles.name}>
          <LogText text={name || view.title} oneLine />
        </h1>
        <p className={styles.hypothesis}>{view.hypothesis}</p>
      </div>
      <div className={styles.actions}>
        <span className={styles.progress} role="status">
          {progress(view)}
          {hunt.stream === 'lost' ? <span className="hb-notable"> · connection lost, trying again</span> : null}
        </span>
        {view.state === 'running' ? (
          <Button variant="default" leftSection={<IconPlayerStop size={14} aria-hidden />} onClick={hunt.cancel}>
            Cancel
          </Button>
        ) : unfinished ? (
          <Button variant="default" leftSection={<IconRefresh size={14} aria-hidden />} onClick={hunt.resume}>
            Run what is left
          </Button>
        ) : null}
        <Menu position="bottom-end" width={220}>
          <Menu.Target>
            <Button
              variant="default"
              leftSection={<IconDownload size={14} aria-hidden />}
              rightSection={<IconChevronDown size={14} aria-hidden />}
            >
              Save
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item component="a" href={`${base}/report`} download>
              Report (one HTML file)
            </Menu.Item>
            <Menu.Item component="a" href={`${base}/json`} download>
              Whole outcome (JSON)
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
    </header>
  );
}

function progress(view: HuntView): string {
  const total = view.steps.length;
  const open = view.steps.filter(({ state }) => state === 'running' || state === 'waiting' || state === 'stale').length;
  switch (view.state) {
    case 'running':
      return `${total - open} of ${total} steps`;
    case 'cancelled':
      return `Stopped at ${total - open} of ${total} steps`;
    case 'settled':
      return `${total} steps in ${formatDuration(view.elapsedMs)}`;
  }
}
