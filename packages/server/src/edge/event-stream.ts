import type { Context } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import { toJson } from './json.js';

const heartbeatMs = 15_000;

export interface EventSink<Event> {
  /** Queues an event; one under the same key that is not sent yet is replaced, so a slow client cannot pile them up. */
  send(event: Event, key?: string): void;
  end(): void;
}

/**
 * Server-sent events: each a `message` whose data is one JSON value, and a comment every 15 s to keep the line open.
 * `start` gets the sink and returns what to call when the client has gone or the stream has ended.
 */
export function eventStream<Event>(
  c: Context,
  onError: (error: unknown) => void,
  start: (sink: EventSink<Event>) => () => void,
): Response {
  const follow = async (stream: SSEStreamingApi) => {
    const queue = new Map<string, Event>();
    let ended = false;
    let wake: () => void = () => {};
    let serial = 0;
    const stop = start({
      send(event, key) {
        const name = key ?? `#${serial++}`;
        queue.delete(name);
        queue.set(name, event);
        wake();
      },
      end() {
        ended = true;
        wake();
      },
    });
    stream.onAbort(() => wake());
    const heartbeat = setInterval(() => void stream.write(': alive\n\n'), heartbeatMs);
    try {
      while (!stream.aborted) {
        const next = queue.entries().next();
        if (!next.done) {
          queue.delete(next.value[0]);
          await stream.writeSSE({ data: toJson(next.value[1]) });
        } else if (ended) {
          return;
        } else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    } finally {
      clearInterval(heartbeat);
      stop();
    }
  };
  return streamSSE(c, follow, async (error) => onError(error));
}
