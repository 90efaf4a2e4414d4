import { ActionIcon, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconMoon, IconSearch, IconSun } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { workspaceQuery } from '../api/queries.js';
import { DropZone } from '../data/drop-zone.js';
import { LogText } from '../format/log-text.js';
import { singleLine } from '../format/visible-text.js';
import styles from './shell.module.css';

const CommandPalette = lazy(() =>
  import('./command-palette.js').then((module) => ({ default: module.CommandPalette })),
);

/** Header, navigation and the landmarks that every page stands in. */
export function Shell() {
  const workspace = useQuery(workspaceQuery);
  const [paletteOpen, setPaletteOpen] = useState(false);
  const [paletteWanted, setPaletteWanted] = useState(false);
  const main = useRef<HTMLElement>(null);
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const shownPath = useRef(pathname);

  const openPalette = () => {
    setPaletteWanted(true);
    setPaletteOpen(true);
  };
  useHotkeys([['mod+K', openPalette]], []);

  useEffect(() => {
    if (shownPath.current === pathname) return;
    shownPath.current = pathname;
    // A new page: a screen reader goes on from its beginning.
    main.current?.focus({ preventScroll: true });
  }, [pathname]);

  return (
    <>
      <a className={styles.skip} href="#main">
        Skip to content
      </a>
      <header className={styles.header}>
        <Link to="/" className={styles.brand} aria-label="huntbook, start page">
          <img src="/assets/huntbook.svg" width={22} height={22} alt="" />
          <span>huntbook</span>
        </Link>
        <span
          className={styles.workspace}
          title={workspace.data && singleLine(workspace.data.path ?? workspace.data.engine)}
        >
          <span className="hb-visually-hidden">Workspace: </span>
          <LogText text={workspace.data?.name ?? ''} oneLine />
        </span>
        <nav className={styles.nav} aria-label="Pages">
          <Link to="/" activeOptions={{ exact: true, includeSearch: false }}>
            Home
          </Link>
          <Link to="/query">Query</Link>
          <Link to="/data">Data</Link>
        </nav>
        <span className={styles.spring} />
        <button type="button" className={styles.palette} onClick={openPalette}>
          <IconSearch size={14} aria-hidden />
          <span>Go to a host, page or step</span>
          <kbd>Ctrl K</kbd>
        </button>
        <SchemeToggle />
      </header>
      <main id="main" ref={main} tabIndex={-1} className={styles.main}>
        <Outlet />
      </main>
      {workspace.data?.canIngest ? <DropZone /> : null}
      {paletteWanted ? (
        <Suspense fallback={null}>
          <CommandPalette opened={paletteOpen} onClose={() => setPaletteOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

function SchemeToggle() {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const next = scheme === 'dark' ? 'light' : 'dark';
  return (
    <Tooltip label={`Switch to ${next}`}>
      <ActionIcon size="md" aria-label={`Switch to ${next} colours`} onClick={() => setColorScheme(next)}>
        {scheme === 'dark' ? <IconSun size={17} aria-hidden /> : <IconMoon size={17} aria-hidden />}
      </ActionIcon>
    </Tooltip>
  );
}
