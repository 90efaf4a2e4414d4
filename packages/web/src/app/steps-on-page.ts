import { useSyncExternalStore } from 'react';

/** A step of the hunt that is on the page, for places outside it that lead there. */
export interface StepOnPage {
  readonly id: string;
  readonly title: string;
}

let steps: readonly StepOnPage[] = [];
const listeners = new Set<() => void>();

/** Says which steps are on the page; an empty list when it closes. */
export function setStepsOnPage(next: readonly StepOnPage[]): void {
  steps = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useStepsOnPage(): readonly StepOnPage[] {
  return useSyncExternalStore(subscribe, () => steps);
}

/** Element id of a step's section. */
export function stepAnchor(id: string): string {
  return `step-${id}`;
}

/** Scrolls to a step and puts the focus on its heading. */
export function goToStep(id: string): void {
  const section = document.getElementById(stepAnchor(id));
  if (!section) return;
  section.scrollIntoView({ behavior: 'auto', block: 'start' });
  section.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
}
