import type { Hunt, HuntView, StepState, StepView } from '@huntbook/explorers';
import type { Io } from '../console/io.js';
import { duration } from '../text/amounts.js';
import { plain } from '../text/plain.js';

const unfinished: ReadonlySet<StepState> = new Set(['waiting', 'stale', 'running']);

/** Resolves with a step as it is when it has ended; `end` makes all that wait resolve. */
function stepEnds(hunt: Hunt): { wait(id: string): Promise<StepView>; stop(): void } {
  const waiting = new Map<string, (step: StepView) => void>();
  const stop = hunt.subscribe((event) => {
    if (event.kind !== 'step' || unfinished.has(event.step.state)) return;
    waiting.get(event.step.id)?.(event.step);
    waiting.delete(event.step.id);
  });
  return {
    stop() {
      stop();
      for (const step of hunt.view().steps) waiting.get(step.id)?.(step);
    },
    wait(id) {
      const now = hunt.view().steps.find((step) => step.id === id)!;
      if (!unfinished.has(now.state)) return Promise.resolve(now);
      return new Promise((resolve) => waiting.set(id, resolve));
    },
  };
}

async function showTasks(hunt: Hunt): Promise<void> {
  const { Listr } = await import('listr2');
  const ends = stepEnds(hunt);
  void hunt.settled().then(() => ends.stop());
  const tasks = hunt.view().steps.map((step) => ({
    title: step.title,
    task: async (_context: unknown, task: { title: string; skip(message?: string): void }) => {
      const ended = await ends.wait(step.id);
      const time = ended.elapsedMs === undefined ? '' : ` (${duration(ended.elapsedMs)})`;
      if (ended.state === 'failed') throw new Error(plain(ended.finding || ended.error?.message || ended.title));
      if (ended.state !== 'ok') task.skip(`${step.title}: ${plain(ended.finding)}`);
      else task.title = `${step.title}${time}`;
    },
  }));
  const list = new Listr(tasks, {
    concurrent: true,
    exitOnError: false,
    registerSignalListeners: false,
    rendererOptions: { clearOutput: true, collapseErrors: true },
  });
  await list.run();
}

/** Waits until a hunt has settled, showing its steps: a list that moves on a terminal, a plain line a step elsewhere. */
export async function watchHunt(hunt: Hunt, io: Io): Promise<HuntView> {
  const stop = () => hunt.cancel();
  io.signal.addEventListener('abort', stop, { once: true });
  try {
    if (io.err.isTerminal && io.out.isTerminal) {
      await showTasks(hunt);
      return await hunt.settled();
    }
    const unsubscribe = hunt.subscribe((event) => {
      if (event.kind !== 'step' || unfinished.has(event.step.state)) return;
      const { id, state, elapsedMs } = event.step;
      void io.err.write(`${id}: ${state}${elapsedMs === undefined ? '' : ` in ${duration(elapsedMs)}`}\n`);
    });
    try {
      return await hunt.settled();
    } finally {
      unsubscribe();
    }
  } finally {
    io.signal.removeEventListener('abort', stop);
  }
}
