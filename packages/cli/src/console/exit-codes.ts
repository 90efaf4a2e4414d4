/** What the process returns to the shell. */
export const exitCodes = {
  ok: 0,
  /** The command failed, or part of its work did. */
  failed: 1,
  /** The query cannot be compiled, or the command line cannot be understood. */
  badQuery: 2,
  /** No such host, account or address in the workspace. */
  noEntity: 3,
  /** Stopped with Ctrl-C. */
  interrupted: 130,
} as const;
