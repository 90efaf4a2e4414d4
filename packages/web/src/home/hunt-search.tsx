import type { HomeEntity } from '@huntbook/server';
import { Autocomplete, Button } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { explorersQuery } from '../api/queries.js';
import { formatCount, plural } from '../format/format.js';
import { visibleText } from '../format/visible-text.js';
import styles from './hunt-search.module.css';

/** The box that starts a hunt: a name, with the hosts of the workspace to choose from. */
export function HuntSearch({ entities }: { readonly entities: readonly HomeEntity[] }) {
  const [name, setName] = useState('');
  const navigate = useNavigate();
  const explorers = useQuery(explorersQuery);
  const hosts = entities.filter((entity) => entity.entity === 'host');
  const byName = new Map(hosts.map((entity) => [entity.name, entity]));

  const hunt = (chosen: string) => {
    const host = chosen.trim();
    if (!host) return;
    const known = byName.get(host)?.explorer;
    const explorer = known ?? explorers.data?.find((info) => info.entity === 'host')?.id ?? 'windows-host';
    void navigate({ to: '/hunt/$explorer', params: { explorer }, search: { host } });
  };

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        hunt(name);
      }}
    >
      <Autocomplete
        className={styles.input ?? ''}
        size="md"
        aria-label="Name of the host to hunt"
        placeholder="Name of a host, or a part of it"
        leftSection={<IconSearch size={18} aria-hidden />}
        data={[...byName.keys()]}
        value={name}
        onChange={setName}
        onOptionSubmit={hunt}
        limit={12}
        maxDropdownHeight={400}
        openOnFocus={false}
        autoFocus
        renderOption={({ option }) => {
          const host = byName.get(option.value);
          return (
            <div className={styles.option}>
              <bdi dir="ltr" className={styles.optionName}>
                {visibleText(option.value)}
              </bdi>
              {host ? (
                <span className={styles.optionDetail}>
                  {formatCount(host.events)} events
                  {host.alerts ? <span className="hb-bad">, {plural(host.alerts, 'alert')}</span> : null}
                </span>
              ) : null}
            </div>
          );
        }}
      />
      <Button type="submit" size="md" disabled={!name.trim()}>
        Hunt
      </Button>
    </form>
  );
}
