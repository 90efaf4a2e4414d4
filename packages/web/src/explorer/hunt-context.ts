import type { JsonValue } from '@huntbook/workspace';
import { createContext, useContext } from 'react';

export interface HuntActionsValue {
  /** Sets an input of a step; undefined puts its default back. */
  readonly change: (step: string, input: string, value: JsonValue | undefined) => void;
}

export const HuntActions = createContext<HuntActionsValue | undefined>(undefined);

/** What can be done to the hunt on the page. Throws outside of one. */
export function useHuntActions(): HuntActionsValue {
  const actions = useContext(HuntActions);
  if (!actions) throw new Error('There is no hunt round this component');
  return actions;
}
