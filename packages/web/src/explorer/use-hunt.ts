import type { HuntEvent, HuntView, InputValues } from '@huntbook/explorers';
import type { OpenHunt } from '@huntbook/server';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiFailure, getJson, sendJson } from '../api/client.js';
import { followEvents, type StreamState } from '../api/event-stream.js';
import { applyHuntEvent } from './apply-hunt-event.js';
import { type ChangedInputs, inputChanges, inputsOf } from './url-state.js';

export interface LiveHunt {
  readonly view: HuntView | undefined;
  readonly error: Error | undefined;
  readonly stream: StreamState;
  readonly cancel: () => void;
  readonly resume: () => void;
}

/** The answers are not needed: the event stream tells the new state, and in the right order. */
async function sendInputs(id: string, step: string, values: InputValues, putBack: boolean): Promise<void> {
  const path = `/api/hunts/${encodeURIComponent(id)}/steps/${encodeURIComponent(step)}/inputs`;
  if (putBack) await sendJson('PUT', path, {});
  if (!putBack || Object.keys(values).length) await sendJson('PUT', path, values);
}

/**
 * Opens the hunt that the address asks for and follows it. Inputs of the address that differ from those last sent go to the server;
 * `onAdopt` is called when a hunt that was live already has changed inputs while the address names none.
 */
export function useHunt(
  explorer: string,
  values: InputValues,
  inputs: ChangedInputs,
  onAdopt: (inputs: ChangedInputs) => void,
): LiveHunt {
  const [view, setView] = useState<HuntView>();
  const [error, setError] = useState<Error>();
  const [stream, setStream] = useState<StreamState>('connecting');
  const [attempt, setAttempt] = useState(0);
  const sent = useRef<ChangedInputs>(inputs);
  const latestInputs = useRef(inputs);
  latestInputs.current = inputs;
  const adopt = useRef(onAdopt);
  adopt.current = onAdopt;
  const identity = JSON.stringify([explorer, values]);
  const id = view?.id;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` opens the hunt anew
  useEffect(() => {
    const abort = new AbortController();
    const [wantedExplorer, wantedValues] = JSON.parse(identity) as [string, InputValues];
    const wanted = latestInputs.current;
    const body: OpenHunt = {
      explorer: wantedExplorer,
      values: wantedValues,
      ...(Object.keys(wanted).length ? { inputs: wanted } : {}),
    };
    setError(undefined);
    setView((before) => (before && JSON.stringify([before.explorer, before.values]) === identity ? before : undefined));
    sendJson<HuntView>('POST', '/api/hunts', body, abort.signal).then(
      (opened) => {
        const live = inputsOf(opened);
        sent.current = wanted;
        if (!Object.keys(wanted).length && Object.keys(live).length) {
          sent.current = live;
          adopt.current(live);
        }
        setView(opened);
      },
      (cause: Error) => {
        if (!abort.signal.aborted) setError(cause);
      },
    );
    return () => abort.abort();
  }, [identity, attempt]);

  useEffect(() => {
    if (!id) return;
    let lost = false;
    return followEvents<HuntEvent>(
      `/api/hunts/${encodeURIComponent(id)}/events`,
      (event) => setView((before) => before && (before.id === id ? applyHuntEvent(before, event) : before)),
      (state) => {
        setStream(state);
        if (state === 'lost') {
          lost = true;
          // A server that was started again does not know the hunt any more: open it again.
          getJson(`/api/hunts/${encodeURIComponent(id)}`).catch((cause: unknown) => {
            if (cause instanceof ApiFailure && cause.status === 404) setAttempt((count) => count + 1);
          });
        } else if (state === 'open' && lost) {
          lost = false;
        }
      },
      ['step', 'hunt'],
    );
  }, [id]);

  const inputsKey = JSON.stringify(inputs);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `inputsKey` stands for the inputs
  useEffect(() => {
    if (!id) return;
    const changes = inputChanges(sent.current, inputs);
    sent.current = inputs;
    if (changes.length) setError(undefined);
    for (const [step, values, putBack] of changes) sendInputs(id, step, values, putBack).catch(setError);
  }, [id, inputsKey]);

  const command = useCallback(
    (name: 'cancel' | 'resume') => {
      if (!id) return;
      setError(undefined);
      sendJson('POST', `/api/hunts/${encodeURIComponent(id)}/${name}`).catch(setError);
    },
    [id],
  );
  const cancel = useCallback(() => command('cancel'), [command]);
  const resume = useCallback(() => command('resume'), [command]);
  return { view, error, stream, cancel, resume };
}
