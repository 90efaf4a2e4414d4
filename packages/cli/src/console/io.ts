import picocolors from 'picocolors';

type Colors = ReturnType<typeof picocolors.createColors>;

export interface Output {
  /** Resolves when more may be written. */
  write(data: string | Uint8Array): Promise<void>;
  readonly isTerminal: boolean;
  /** Columns of the terminal; undefined when it is none. */
  readonly width: number | undefined;
  readonly colors: Colors;
}

/** What a command has of its surroundings. */
export interface Io {
  readonly out: Output;
  readonly err: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborts at Ctrl-C. */
  readonly signal: AbortSignal;
  /** All of standard input as text. */
  readInput(): Promise<string>;
}

function output(stream: NodeJS.WriteStream, env: Io['env']): Output {
  const isTerminal = stream.isTTY === true;
  const colored = isTerminal && !env.NO_COLOR && env.TERM !== 'dumb';
  return {
    isTerminal,
    get width() {
      return isTerminal ? stream.columns : undefined;
    },
    colors: picocolors.createColors(colored || Boolean(env.FORCE_COLOR)),
    write: (data) =>
      new Promise((resolve, reject) => {
        stream.write(data, (error) => (error ? reject(error) : resolve()));
      }),
  };
}

/** The process's own surroundings. */
export function processIo(signal: AbortSignal): Io {
  return {
    out: output(process.stdout, process.env),
    err: output(process.stderr, process.env),
    env: process.env,
    signal,
    async readInput() {
      process.stdin.setEncoding('utf8');
      let text = '';
      for await (const piece of process.stdin) text += piece;
      return text;
    },
  };
}
