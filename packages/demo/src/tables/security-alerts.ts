import { playStory } from '../story/play-story.js';
import { storyRun } from '../story/stage-scenes.js';
import type { Window } from '../world/time.js';
import { alertRow } from './alert.js';
import type { TableRow } from './columns.js';
import { noiseAlerts } from './noise-alerts.js';
import { storyAlerts } from './story-alerts.js';

export function alertRows(window: Window): TableRow[] {
  return [...storyAlerts(playStory(storyRun(window))), ...noiseAlerts(window)]
    .map(alertRow)
    .sort((a, b) => (a.TimeGenerated as number) - (b.TimeGenerated as number));
}
