import '@mantine/spotlight/styles.css';
import { Spotlight, type SpotlightActionData, spotlight } from '@mantine/spotlight';
import {
  IconCompass,
  IconDatabase,
  IconDeviceDesktop,
  IconHome,
  IconListCheck,
  IconTerminal2,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { explorersQuery, homeQuery } from '../api/queries.js';
import { formatCount } from '../format/format.js';
import { visibleText } from '../format/visible-text.js';
import { goToStep, useStepsOnPage } from './steps-on-page.js';

/** Ctrl+K: hosts to hunt, pages, and the steps of the hunt that is open. */
export function CommandPalette({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const navigate = useNavigate();
  const home = useQuery(homeQuery);
  const explorers = useQuery(explorersQuery);
  const steps = useStepsOnPage();

  useEffect(() => {
    if (opened) spotlight.open();
  }, [opened]);

  const icon = { size: 16, 'aria-hidden': true } as const;
  const stepActions: SpotlightActionData[] = steps.map((step) => ({
    id: `step:${step.id}`,
    label: step.title,
    group: 'Steps of this hunt',
    leftSection: <IconListCheck {...icon} />,
    // The palette gives the focus up when it has closed; the step takes it after that.
    onClick: () => void setTimeout(() => goToStep(step.id), 300),
  }));
  const entityActions: SpotlightActionData[] = (home.data?.entities ?? []).flatMap((entity) =>
    entity.explorer
      ? [
          {
            id: `entity:${entity.entity}:${entity.name}`,
            label: visibleText(entity.name),
            description: `${formatCount(entity.events)} events, ${formatCount(entity.alerts)} alerts`,
            group: 'Hunt',
            leftSection: <IconDeviceDesktop {...icon} />,
            onClick: () =>
              void navigate({
                to: '/hunt/$explorer',
                params: { explorer: entity.explorer as string },
                search: { [entity.entity]: entity.name },
              }),
          },
        ]
      : [],
  );
  const pageActions: SpotlightActionData[] = [
    { id: 'home', label: 'Home', leftSection: <IconHome {...icon} />, onClick: () => void navigate({ to: '/' }) },
    {
      id: 'query',
      label: 'Query',
      leftSection: <IconTerminal2 {...icon} />,
      onClick: () => void navigate({ to: '/query' }),
    },
    {
      id: 'data',
      label: 'Data',
      leftSection: <IconDatabase {...icon} />,
      onClick: () => void navigate({ to: '/data' }),
    },
  ];
  const explorerActions: SpotlightActionData[] = (explorers.data ?? []).map((explorer) => ({
    id: `explorer:${explorer.id}`,
    label: explorer.title,
    description: explorer.hypothesis,
    leftSection: <IconCompass {...icon} />,
    onClick: () => void navigate({ to: '/hunt/$explorer', params: { explorer: explorer.id } }),
  }));

  return (
    <Spotlight
      shortcut={null}
      scrollable
      maxHeight={440}
      limit={30}
      size="lg"
      nothingFound="Nothing of that name"
      onSpotlightClose={onClose}
      returnFocus={false}
      overlayProps={{ blur: 0, backgroundOpacity: 0.3 }}
      searchProps={{ placeholder: 'A host, a page, a step', 'aria-label': 'Search hosts, pages and steps' }}
      actions={[
        ...(stepActions.length ? [{ group: 'Steps of this hunt', actions: stepActions }] : []),
        { group: 'Hunt', actions: entityActions },
        { group: 'Explorers', actions: explorerActions },
        { group: 'Pages', actions: pageActions },
      ]}
    />
  );
}
