import { useState } from 'react';

/** What is being typed, until it is committed; follows the value in force when that changes. */
export function useDraft<T>(value: T): readonly [T, (draft: T) => void] {
  const key = JSON.stringify(value);
  const [state, setState] = useState({ key, draft: value });
  if (state.key !== key) setState({ key, draft: value });
  return [state.key === key ? state.draft : value, (draft) => setState({ key, draft })];
}
