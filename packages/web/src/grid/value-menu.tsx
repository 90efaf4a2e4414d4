import type { ColumnSchema } from '@huntbook/kql';
import type { ColumnFilter, JsonValue } from '@huntbook/workspace';
import { Menu } from '@mantine/core';
import { IconCopy, IconFilter, IconFilterOff, IconTarget } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { explorersQuery } from '../api/queries.js';
import { formatCell } from '../format/format.js';
import { singleLine } from '../format/visible-text.js';
import { entityOfValue } from './entity-of-value.js';

/** A value that was clicked on, and where. */
export interface ValueAt {
  readonly x: number;
  readonly y: number;
  readonly column: ColumnSchema;
  readonly value: JsonValue;
}

interface ValueMenuProps {
  readonly at: ValueAt | undefined;
  readonly onClose: () => void;
  readonly onFilter?: (filter: ColumnFilter) => void;
}

/** What can be done with a value: copy it, filter by it, hunt the entity it names. */
export function ValueMenu({ at, onClose, onFilter }: ValueMenuProps) {
  const explorers = useQuery(explorersQuery);
  const navigate = useNavigate();
  if (!at) return null;
  const text = formatCell(at.value, at.column);
  const shown = singleLine(text);
  const label = shown === '' ? '(empty)' : shown.length > 60 ? `${shown.slice(0, 59)}…` : shown;
  const entity = typeof at.value === 'string' ? entityOfValue(at.column.name, at.value) : undefined;
  const takers = (explorers.data ?? []).filter((explorer) => explorer.entity === entity);
  const filterable = typeof at.value !== 'object' || at.value === null;
  const filter = (op: 'equals' | 'not-equals') => () => onFilter?.({ column: at.column.name, op, value: at.value });
  return (
    <Menu opened onClose={onClose} position="bottom-start" width={280} offset={4} returnFocus>
      <Menu.Target>
        <span style={{ position: 'fixed', left: at.x, top: at.y, width: 1, height: 1 }} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {singleLine(at.column.name)}: <bdi dir="ltr">{label}</bdi>
        </Menu.Label>
        <Menu.Item leftSection={<IconCopy size={14} />} onClick={() => void navigator.clipboard.writeText(text)}>
          Copy
        </Menu.Item>
        {filterable && onFilter ? (
          <>
            <Menu.Item leftSection={<IconFilter size={14} />} onClick={filter('equals')}>
              Only rows with this value
            </Menu.Item>
            <Menu.Item leftSection={<IconFilterOff size={14} />} onClick={filter('not-equals')}>
              Leave this value out
            </Menu.Item>
          </>
        ) : null}
        {entity
          ? takers.map((explorer) => (
              <Menu.Item
                key={explorer.id}
                leftSection={<IconTarget size={14} />}
                onClick={() =>
                  void navigate({
                    to: '/hunt/$explorer',
                    params: { explorer: explorer.id },
                    search: { [entity]: String(at.value) },
                  })
                }
              >
                Hunt this {entity === 'ip' ? 'address' : entity}
              </Menu.Item>
            ))
          : null}
      </Menu.Dropdown>
    </Menu>
  );
}
