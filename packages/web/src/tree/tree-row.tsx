// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by their number, which no table element allows
// biome-ignore-all lint/a11y/useFocusableInteractive: the tree holds the focus and points at its active row
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { formatCount, formatNumber, formatTime, plural } from '../format/format.js';
import { LogText } from '../format/log-text.js';
import { singleLine } from '../format/visible-text.js';
import { Highlight } from './highlight.js';
import { ParentLinkIcon } from './parent-link.js';
import { ProcessDetail } from './process-detail.js';
import styles from './process-tree.module.css';
import { rarityLevel } from './rarity.js';
import { formatPid, type ProcessNode } from './tree-model.js';
import type { TreeRow } from './tree-rows.js';

interface TreeRowProps {
  readonly id: string;
  readonly index: number;
  readonly row: TreeRow;
  readonly open: boolean;
  readonly shown: boolean;
  readonly active: boolean;
  readonly current: boolean;
  readonly search: string;
  readonly pidBase: 'hex' | 'dec';
  readonly onToggle: (node: ProcessNode, open: boolean) => void;
  readonly onShow: (node: ProcessNode) => void;
  readonly onUnfold: (node: ProcessNode) => void;
}

/** Deeper than this the indent no longer grows, so that names stay on the page. */
const deepestIndent = 24;

export function TreeRowView(props: TreeRowProps) {
  const { id, index, row, open, shown, active } = props;
  if (row.kind === 'more') {
    return (
      <div
        id={id}
        role="row"
        aria-rowindex={index + 1}
        aria-level={row.depth + 1}
        className={styles.more}
        data-active={active || undefined}
      >
        <span role="gridcell" style={{ paddingLeft: indent(row.depth) + 20 }}>
          <button type="button" tabIndex={-1} onClick={() => props.onUnfold(row.parent)}>
            {formatCount(row.count)} more common {row.count === 1 ? 'process' : 'processes'}
          </button>
        </span>
      </div>
    );
  }
  const { node } = row;
  const level = rarityLevel(node.rarity);
  const name = node.process || node.path || '(no name)';
  const spoken = singleLine(name);
  return (
    <div className={styles.entry} data-active={active || undefined} data-current={props.current || undefined}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles the keys of its active row */}
      <div
        id={id}
        role="row"
        aria-rowindex={index + 1}
        aria-level={node.depth + 1}
        aria-posinset={row.place}
        aria-setsize={row.siblings}
        aria-expanded={node.children.length ? open : undefined}
        className={styles.row}
        data-level={level}
        onClick={() => {
          if (!getSelection()?.toString()) props.onShow(node);
        }}
      >
        <span role="gridcell" className={styles.process} style={{ paddingLeft: indent(node.depth) }}>
          {node.children.length ? (
            <button
              type="button"
              tabIndex={-1}
              className={styles.toggle}
              aria-label={
                open ? `Close ${spoken}` : `Open ${spoken}, ${plural(node.children.length, 'child', 'children')}`
              }
              onClick={(event) => {
                event.stopPropagation();
                props.onToggle(node, !open);
              }}
            >
              {open ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}
            </button>
          ) : (
            <span className={styles.toggle} />
          )}
          <ParentLinkIcon link={node.link} />
          <span className={styles.name} data-inferred={node.inferred || undefined}>
            <Highlight text={name} search={props.search} />
          </span>
          {!open && node.descendants > 0 ? <span className={styles.below}>{formatCount(node.descendants)}</span> : null}
        </span>
        <span role="gridcell" className={styles.pid}>
          {formatPid(node.pid, props.pidBase)}
        </span>
        <span role="gridcell" className={styles.time}>
          {node.time ? formatTime(node.time).slice(0, 19) : ''}
        </span>
        <span role="gridcell" className={styles.cell} title={singleLine(node.account)}>
          <LogText text={node.account.slice(node.account.lastIndexOf('\\') + 1)} oneLine />
        </span>
        <span
          role="gridcell"
          className={styles.rarity}
          title={node.rarity ? `${formatCount(Math.round(1 / node.rarity))} alike on this host` : undefined}
        >
          {node.rarity === null ? null : (
            <>
              <span className={styles.dot} data-level={level} />
              {formatNumber(Number(node.rarity.toPrecision(2)))}
            </>
          )}
        </span>
        <span role="gridcell" className={styles.command}>
          <Highlight text={node.commandLine.slice(0, 400)} search={props.search} />
        </span>
      </div>
      {shown ? <ProcessDetail node={node} /> : null}
    </div>
  );
}

function indent(depth: number): number {
  return 4 + Math.min(depth, deepestIndent) * 16;
}
