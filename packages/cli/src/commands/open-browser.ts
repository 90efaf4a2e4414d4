import { spawn } from 'node:child_process';
import type { Io } from '../console/io.js';

/** Whether a browser could be shown: not in continuous integration, not without a display, not without a terminal. */
export function canOpenBrowser(io: Io, platform: NodeJS.Platform = process.platform): boolean {
  if (io.env.CI || !io.err.isTerminal || io.env.SSH_CONNECTION) return false;
  return platform === 'darwin' || platform === 'win32' || Boolean(io.env.DISPLAY || io.env.WAYLAND_DISPLAY);
}

/** Asks the system to show an address; whether it does is its own affair, the address is printed anyway. */
export function openBrowser(url: string, platform: NodeJS.Platform = process.platform): void {
  const [command, args] =
    platform === 'darwin'
      ? ['open', [url]]
      : platform === 'win32'
        ? ['rundll32', ['url.dll,FileProtocolHandler', url]]
        : ['xdg-open', [url]];
  const child = spawn(command as string, args as string[], { stdio: 'ignore', detached: true });
  child.on('error', () => {
    // No opener on this system; the printed address serves as well.
  });
  child.unref();
}
