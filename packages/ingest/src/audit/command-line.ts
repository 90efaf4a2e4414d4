import { type AuditValue, hexBytes } from './audit-fields.js';

const ARGUMENT = /^a(\d{1,6})(?:\[(\d{1,6})\])?$/;

/** Gathers the arguments of an execve call from its EXECVE records; a long argument comes in pieces `aN[0]`, `aN[1]` ... */
export interface CommandLine {
  /** Takes a field when it is (a piece of) an argument. */
  add(key: string, value: AuditValue): void;
  /** The arguments in order; one that no record holds is ''. */
  args(): string[];
}

export function createCommandLine(): CommandLine {
  const pieces = new Map<number, { readonly place: number; readonly bytes: Buffer }[]>();
  return {
    add(key, value) {
      const match = ARGUMENT.exec(key);
      if (match === null) return;
      const number = Number(match[1]);
      const bytes = hexBytes(value) ?? Buffer.from(value.text, 'utf8');
      const list = pieces.get(number) ?? [];
      pieces.set(number, list);
      list.push({ place: Number(match[2] ?? 0), bytes });
    },
    args() {
      const args: string[] = [];
      for (const [number, list] of [...pieces].sort(([a], [b]) => a - b)) {
        list.sort((a, b) => a.place - b.place);
        // A gap may be as long as an attacker likes; what lies behind a wide one moves up.
        while (args.length < number && number - args.length < 16) args.push('');
        // Joined before decoding: a character may lie across two pieces.
        args.push(Buffer.concat(list.map(({ bytes }) => bytes)).toString('utf8'));
      }
      return args;
    },
  };
}
