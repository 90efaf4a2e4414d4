// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by their number, which no table element allows
// biome-ignore-all lint/a11y/useFocusableInteractive: the tree holds the focus and points at its active row
import { useDebouncedValue } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { singleLine } from '../format/visible-text.js';
import styles from './process-tree.module.css';
import type { ProcessNode } from './tree-model.js';
import { ancestorsOf, rarestNodes } from './tree-model.js';
import { TreeRowView } from './tree-row.js';
import { treeRows } from './tree-rows.js';
import { TreeToolbar } from './tree-toolbar.js';

const rowHeight = 26;

interface ProcessTreeProps {
  readonly title: string;
  readonly roots: readonly ProcessNode[];
  readonly nodes: readonly ProcessNode[];
  readonly cut: string | undefined;
}

/** Processes as an indented outline that opens to the rare branches and can be searched. */
export function ProcessTree({ title, roots, nodes, cut }: ProcessTreeProps) {
  const id = useId();
  const rare = useMemo(() => rarestNodes(nodes), [nodes]);
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(() => ancestorsOf(rare));
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [search, setSearch] = useState('');
  const [wanted] = useDebouncedValue(search.trim().toLowerCase(), 150);
  const [match, setMatch] = useState(0);
  const [active, setActive] = useState(0);
  const [focused, setFocused] = useState(false);
  const [pidBase, setPidBase] = useState<'hex' | 'dec'>('hex');
  const scroller = useRef<HTMLDivElement>(null);

  const matches = useMemo(() => (wanted ? nodes.filter((node) => node.text.includes(wanted)) : []), [nodes, wanted]);
  const rows = useMemo(() => {
    const found = ancestorsOf(matches);
    const important = [...rare, ...matches];
    return treeRows(roots, {
      expanded: matches.length ? new Set([...expanded, ...found]) : expanded,
      unfolded,
      kept: new Set([...important.map((node) => node.id), ...ancestorsOf(important)]),
    });
  }, [roots, expanded, unfolded, rare, matches]);
  const isOpen = (node: ProcessNode, index: number) => {
    const next = rows[index + 1];
    return next !== undefined && (next.kind === 'node' ? next.node.parent === node : next.parent === node);
  };

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => {
      const row = rows[index];
      return row?.kind === 'node' ? row.node.id : `more:${row?.parent.id}`;
    },
    overscan: 12,
  });

  const current = matches[Math.min(match, matches.length - 1)];
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another match scrolls, not another state of the rows
  useEffect(() => {
    if (!current) return;
    const index = rows.findIndex((row) => row.kind === 'node' && row.node === current);
    if (index < 0) return;
    setActive(index);
    virtual.scrollToIndex(index, { align: 'center' });
  }, [current]);

  const toggle = (node: ProcessNode, open: boolean) => {
    const next = new Set(expanded);
    if (open) next.add(node.id);
    else next.delete(node.id);
    setExpanded(next);
  };
  const show = (node: ProcessNode) => {
    const next = new Set(opened);
    if (!next.delete(node.id)) next.add(node.id);
    setOpened(next);
  };
  const unfold = (node: ProcessNode) => setUnfolded(new Set(unfolded).add(node.id));
  const go = (index: number) => {
    const to = Math.max(0, Math.min(index, rows.length - 1));
    setActive(to);
    virtual.scrollToIndex(to);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const row = rows[active];
    if (!row || event.target !== event.currentTarget) return;
    const open = row.kind === 'node' && isOpen(row.node, active);
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 1);
    switch (event.key) {
      case 'ArrowDown':
        go(active + 1);
        break;
      case 'ArrowUp':
        go(active - 1);
        break;
      case 'PageDown':
        go(active + page);
        break;
      case 'PageUp':
        go(active - page);
        break;
      case 'Home':
        go(0);
        break;
      case 'End':
        go(rows.length - 1);
        break;
      case 'ArrowRight':
        if (row.kind === 'more') unfold(row.parent);
        else if (open) go(active + 1);
        else if (row.node.children.length) toggle(row.node, true);
        break;
      case 'ArrowLeft': {
        const parent = row.kind === 'more' ? row.parent : row.node.parent;
        if (row.kind === 'node' && open) toggle(row.node, false);
        else if (parent) go(rows.findIndex((other) => other.kind === 'node' && other.node === parent));
        break;
      }
      case 'Enter':
        if (row.kind === 'more') unfold(row.parent);
        else show(row.node);
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  return (
    <section className={styles.frame} aria-label={singleLine(title)}>
      <TreeToolbar
        title={title}
        count={nodes.length}
        cut={cut}
        search={search}
        onSearch={(text) => {
          setSearch(text);
          setMatch(0);
        }}
        matches={wanted ? matches.length : undefined}
        match={Math.min(match, matches.length - 1)}
        onMatch={(step) => setMatch((before) => (before + step + matches.length) % Math.max(1, matches.length))}
        pidBase={pidBase}
        onPidBase={setPidBase}
        onExpandAll={() => {
          setExpanded(new Set(nodes.filter((node) => node.children.length).map((node) => node.id)));
          setUnfolded(new Set(nodes.map((node) => node.id)));
        }}
        onCollapseAll={() => {
          setExpanded(new Set());
          setUnfolded(new Set());
        }}
        onRare={() => {
          setExpanded(ancestorsOf(rare));
          setUnfolded(new Set());
        }}
      />
      <div className={styles.head} aria-hidden>
        <span>Process</span>
        <span>PID</span>
        <span>Time (UTC)</span>
        <span>Account</span>
        <span>Rarity</span>
        <span>Command line</span>
      </div>
      <div
        ref={scroller}
        className={styles.scroller}
        style={{ height: Math.min(520, Math.max(rows.length * rowHeight + (opened.size ? 160 : 2), 80)) }}
        role="treegrid"
        tabIndex={0}
        aria-label={`${singleLine(title)}. Enter shows a process whole.`}
        aria-rowcount={rows.length}
        aria-colcount={6}
        aria-activedescendant={focused ? `${id}-${active}` : undefined}
        onKeyDown={onKeyDown}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
      >
        <div style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            return (
              <div
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                className={styles.place}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <TreeRowView
                  id={`${id}-${item.index}`}
                  index={item.index}
                  row={row}
                  open={row.kind === 'node' && isOpen(row.node, item.index)}
                  shown={row.kind === 'node' && opened.has(row.node.id)}
                  active={focused && active === item.index}
                  current={row.kind === 'node' && row.node === current}
                  search={wanted}
                  pidBase={pidBase}
                  onToggle={toggle}
                  onShow={(node) => {
                    setActive(item.index);
                    show(node);
                  }}
                  onUnfold={unfold}
                />
              </div>
            );
          })}
        </div>
      </div>
    </section>
  );
}
