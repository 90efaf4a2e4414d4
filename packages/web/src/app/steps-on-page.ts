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
  section.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
  holdInView(section);
}

const interruptions = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

/** Parts above the section are drawn as they come near and change its place; for a moment it is kept at the top. */
function holdInView(section: HTMLElement): void {
  const show = () => section.scrollIntoView({ behavior: 'auto', block: 'start' });
  const observer = new ResizeObserver(show);
  const stop = () => {
    observer.disconnect();
    clearTimeout(timer);
    for (const name of interruptions) removeEventListener(name, stop);
  };
  const timer = setTimeout(stop, 2000);
  show();
  if (section.parentElement) observer.observe(section.parentElement);
  for (const name of interruptions) addEventListener(name, stop, { once: true, passive: true });
}
