import { fit } from '../text/width.js';
import type { Io } from './io.js';

export interface Progress {
  /** Shows a line that the next one replaces; on a terminal only. */
  show(text: string): void;
  /** Writes a line that stays. */
  line(text: string): Promise<void>;
  end(): Promise<void>;
}

const everyMs = 80;

/** Progress on standard error: one changing line on a terminal, plain lines elsewhere. */
export function progress({ err }: Io): Progress {
  let shown = false;
  let at = 0;
  const clear = () => (shown ? '\r\u001b[2K' : '');
  return {
    show(text) {
      if (!err.isTerminal || performance.now() - at < everyMs) return;
      at = performance.now();
      void err.write(`${clear()}${fit(text, (err.width ?? 80) - 1)}`);
      shown = true;
    },
    async line(text) {
      const before = clear();
      shown = false;
      await err.write(`${before}${text}\n`);
    },
    async end() {
      if (shown) await err.write(clear());
      shown = false;
    },
  };
}
