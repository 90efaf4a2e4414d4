import { ActionIcon, Button, SegmentedControl, TextInput, Tooltip } from '@mantine/core';
import {
  IconChevronDown,
  IconChevronUp,
  IconFold,
  IconSearch,
  IconUnlink,
  IconViewportTall,
} from '@tabler/icons-react';
import { formatCount, plural } from '../format/format.js';
import { LogText } from '../format/log-text.js';
import { CutMark } from '../grid/cut-mark.js';
import styles from './process-tree.module.css';
import { rarityLevels } from './rarity.js';

interface ToolbarProps {
  readonly title: string;
  readonly count: number;
  readonly cut: string | undefined;
  readonly search: string;
  readonly onSearch: (text: string) => void;
  readonly matches: number | undefined;
  readonly match: number;
  readonly onMatch: (step: 1 | -1) => void;
  readonly pidBase: 'hex' | 'dec';
  readonly onPidBase: (base: 'hex' | 'dec') => void;
  readonly onExpandAll: () => void;
  readonly onCollapseAll: () => void;
  readonly onRare: () => void;
}

export function TreeToolbar(props: ToolbarProps) {
  const { matches } = props;
  return (
    <>
      <div className={styles.toolbar}>
        <h3 className={styles.title}>
          <LogText text={props.title} oneLine />
        </h3>
        <span className={styles.count}>{plural(props.count, 'process', 'processes')}</span>
        <CutMark reason={props.cut} />
        <span className={styles.spring} />
        <TextInput
          className={styles.search ?? ''}
          aria-label="Search processes"
          placeholder="Search name, command line, account, PID"
          leftSection={<IconSearch size={13} aria-hidden />}
          value={props.search}
          onChange={(event) => props.onSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') props.onMatch(event.shiftKey ? -1 : 1);
            if (event.key === 'Escape') props.onSearch('');
          }}
        />
        <span className={styles.matches} role="status">
          {matches === undefined
            ? ''
            : matches
              ? `${formatCount(props.match + 1)} of ${formatCount(matches)}`
              : 'no match'}
        </span>
        <ActionIcon aria-label="Previous match" disabled={!matches} onClick={() => props.onMatch(-1)}>
          <IconChevronUp size={15} aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label="Next match" disabled={!matches} onClick={() => props.onMatch(1)}>
          <IconChevronDown size={15} aria-hidden />
        </ActionIcon>
        <SegmentedControl
          size="xs"
          aria-label="Process ids"
          value={props.pidBase}
          onChange={(value) => props.onPidBase(value === 'dec' ? 'dec' : 'hex')}
          data={[
            { value: 'hex', label: 'Hex' },
            { value: 'dec', label: 'Dec' },
          ]}
        />
        <Tooltip label="Open to the rare branches">
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconUnlink size={13} aria-hidden />}
            onClick={props.onRare}
          >
            Rare
          </Button>
        </Tooltip>
        <Tooltip label="Expand all">
          <ActionIcon aria-label="Expand all" onClick={props.onExpandAll}>
            <IconViewportTall size={15} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Collapse all">
          <ActionIcon aria-label="Collapse all" onClick={props.onCollapseAll}>
            <IconFold size={15} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
      <div className={styles.legend}>
        <span>Rarity on this host:</span>
        {rarityLevels.map(({ level, label }) => (
          <span key={level}>
            <span className={styles.dot} data-level={level} /> {label}
          </span>
        ))}
      </div>
    </>
  );
}
