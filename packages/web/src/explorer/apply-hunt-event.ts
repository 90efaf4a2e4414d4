import type { HuntEvent, HuntView } from '@huntbook/explorers';

/** A hunt's state after an event of it. */
export function applyHuntEvent(view: HuntView, event: HuntEvent): HuntView {
  if (event.kind === 'hunt') return { ...view, state: event.state, elapsedMs: event.elapsedMs };
  return {
    ...view,
    // A settled hunt runs again when an input changed; that is told by its steps alone.
    state: event.step.state === 'running' ? 'running' : view.state,
    steps: view.steps.map((step) => (step.id === event.step.id ? event.step : step)),
  };
}
