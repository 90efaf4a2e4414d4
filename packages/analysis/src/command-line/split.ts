const isBlank = (char: string | undefined): boolean => char === ' ' || char === '\t';

/**
 * Arguments of a Windows command line as CommandLineToArgvW splits them. The program's name ends at the first blank, or
 * at the closing quote where it begins with one, and knows no escapes. Elsewhere backslashes count only before a quote:
 * each pair of them is one, a single one left over makes the quote literal; three quotes in a row hold a literal one.
 */
export function splitCommandLine(commandLine: string): string[] {
  let at = 0;
  while (isBlank(commandLine[at])) at++;
  if (at >= commandLine.length) return [];
  const args: string[] = [];
  if (commandLine[at] === '"') {
    const close = commandLine.indexOf('"', at + 1);
    const end = close === -1 ? commandLine.length : close;
    args.push(commandLine.slice(at + 1, end));
    at = end + 1;
  } else {
    const start = at;
    while (at < commandLine.length && !isBlank(commandLine[at])) at++;
    args.push(commandLine.slice(start, at));
  }

  for (;;) {
    while (isBlank(commandLine[at])) at++;
    if (at >= commandLine.length) return args;
    let argument = '';
    let quotes = 0;
    while (at < commandLine.length && !(quotes === 0 && isBlank(commandLine[at]))) {
      let backslashes = 0;
      while (commandLine[at] === '\\') {
        backslashes++;
        at++;
      }
      if (commandLine[at] !== '"') {
        argument += '\\'.repeat(backslashes);
        if (at < commandLine.length && !(quotes === 0 && isBlank(commandLine[at]))) argument += commandLine[at++];
        continue;
      }
      argument += '\\'.repeat(backslashes >> 1);
      at++;
      if (backslashes % 2 === 1) argument += '"';
      else quotes++;
      while (commandLine[at] === '"') {
        at++;
        if (++quotes === 3) {
          argument += '"';
          quotes = 0;
        }
      }
      if (quotes === 2) quotes = 0;
    }
    args.push(argument);
  }
}
