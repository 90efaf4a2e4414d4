/** How the connection stands: `lost` while it is being made again. */
export type StreamState = 'connecting' | 'open' | 'lost';

/**
 * Follows server-sent events whose data is JSON, making the connection again (after 0.5 s, then up to 8 s) until closed.
 * Returns the function that closes it.
 */
export function followEvents<T>(
  url: string,
  onEvent: (event: T) => void,
  onState: (state: StreamState) => void,
  eventNames: readonly string[] = [],
): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = 500;
  let closed = false;

  const receive = (message: MessageEvent<string>): void => {
    if (closed) return;
    onEvent(JSON.parse(message.data) as T);
  };
  const connect = (): void => {
    source = new EventSource(url);
    source.onopen = () => {
      wait = 500;
      onState('open');
    };
    source.onmessage = receive;
    for (const name of eventNames) source.addEventListener(name, receive);
    source.onerror = () => {
      // The browser's own reconnection gives up for good on any answer but 200; this one does not.
      source?.close();
      if (closed) return;
      onState('lost');
      timer = setTimeout(connect, wait);
      wait = Math.min(wait * 2, 8000);
    };
  };
  onState('connecting');
  connect();
  return () => {
    closed = true;
    clearTimeout(timer);
    source?.close();
  };
}
