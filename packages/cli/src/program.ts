import { Command, InvalidArgumentError, Option } from 'commander';
import type { Io } from './console/io.js';
import { version } from './version.js';

const formats = ['table', 'json', 'ndjson', 'csv', 'parquet', 'xlsx'];

function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least) {
      throw new InvalidArgumentError(`Give a whole number of at least ${least}.`);
    }
    return value;
  };
}

const collect = (text: string, before: readonly string[] = []): string[] => [...before, text];

/**
 * The commands of huntbook. Each loads its own code only when it runs, so that starting costs little.
 * `finish` gets the exit code; `write` the text of help and usage errors.
 */
export function createProgram(
  io: Io,
  finish: (exitCode: number) => void,
  write: (text: string, where: 'out' | 'err') => void,
): Command {
  const program = new Command('huntbook')
    .description(
      'Hunt through logs on your own disk: read them, query them with KQL, walk a host from its alerts to the command line that matters.',
    )
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => write(text, 'out'),
      writeErr: (text) => write(text, 'err'),
      getOutHelpWidth: () => Math.min(io.out.width ?? 100, 120),
      getErrHelpWidth: () => Math.min(io.err.width ?? 100, 120),
    })
    .addHelpText(
      'after',
      '\nThe workspace is a folder. Without --workspace it is $HUNTBOOK_WORKSPACE, else ~/.huntbook/workspace.\nStart with "huntbook demo" and "huntbook serve --workspace ~/.huntbook/demo", or with "huntbook serve --data YOUR-LOGS".',
    );

  const command = (signature: string, description: string): Command =>
    program
      .command(signature)
      .description(description)
      .option(
        '-w, --workspace <dir>',
        'folder of the workspace (default: $HUNTBOOK_WORKSPACE, else ~/.huntbook/workspace)',
      )
      .option('--verbose', 'show where an error happened')
      .showHelpAfterError('(run with --help to see what it takes)');

  command('serve', 'Serve the workspace as a page on this machine')
    .option('-d, --data <path...>', 'load these files, folders and archives first')
    .option('-p, --port <port>', 'port to listen on, 0 lets the system choose', wholeNumber(0), 4680)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .addOption(
      new Option('-t, --token <token>', 'token that clients must bring (default: a new one each time)').env(
        'HUNTBOOK_TOKEN',
      ),
    )
    .option('--no-open', 'do not open the browser')
    .action(async (options) => finish(await (await import('./commands/serve.js')).serve(options, io)));

  command('ingest <path...>', 'Read logs into the workspace: files, folders, archives')
    .option('-t, --table <name>', 'table that csv, tsv, ndjson and parquet files belong to (default: their name says)')
    .option('-z, --time-zone <zone>', 'zone of local times in the logs, such as Europe/Vienna or -05:00')
    .option('--host <name>', 'computer that the logs are of, where they do not say so themselves')
    .option('--json', 'print the report as JSON')
    .action(async (paths, options) => finish(await (await import('./commands/ingest.js')).ingest(paths, options, io)));

  command('query [kql]', 'Answer a KQL query')
    .option('-f, --file <file>', 'read the query from a file')
    .option('--stdin', 'read the query from standard input')
    .addOption(new Option('--format <format>', 'how to write the answer').choices(formats))
    .option('-o, --output <file>', 'write to a file; its ending says the format where --format does not')
    .option('--start <time>', 'only rows from this time on: ISO 8601, UTC where it names no zone')
    .option('--end <time>', 'only rows up to this time')
    .option('-n, --max-rows <rows>', 'stop after this many rows', wholeNumber(1))
    .addHelpText(
      'after',
      '\n--format json prints {columns: [{name, type}], rows: [[cell, ...], ...], completeness, provenance}: a row is an array\nin the order of the columns. Exit code 2: the query is wrong.',
    )
    .action(async (kql, options) => finish(await (await import('./commands/query.js')).query(kql, options, io)));

  command('hunt <explorer> <name>', 'Run a hunt: huntbook hunt windows-host NAME')
    .option('--start <time>', 'hunt from this time on: ISO 8601, UTC where it names no zone')
    .option('--end <time>', 'hunt up to this time')
    .option('--set <step.input=value>', 'set an input of a step; may be given several times', collect)
    .option('--report <file>', 'write the report as one HTML file')
    .option('--json <file>', 'write the outcome as JSON; - for standard output')
    .option('--rows <rows>', 'rows that the JSON holds of each table (default: all)', wholeNumber(0))
    .option('--parity', "reproduce the original notebooks' numbers where huntbook corrects them")
    .addHelpText(
      'after',
      '\nThe JSON is {explorer, values, steps: [{id, title, state, finding, tables: {name: {columns, rowCount, rows}}}]} and more;\na row is an array in the order of the columns. Exit codes: 1 a step failed, 3 no such host.',
    )
    .action(async (explorer, name, options) =>
      finish(await (await import('./commands/hunt.js')).hunt(explorer, name, options, io)),
    );

  const queries = command('queries [search]', 'List the named queries')
    .option('--json', 'print the list as JSON')
    .option(
      '-q, --query-path <path...>',
      'files or folders of your own query definitions (YAML, as MSTICPy reads them)',
    )
    .action(async (search, options) =>
      finish(await (await import('./commands/queries.js')).listQueries(search, options, io)),
    );
  const sub = (signature: string, description: string): Command =>
    queries
      .command(signature)
      .description(description)
      .option('-w, --workspace <dir>', 'folder of the workspace')
      .option('-q, --query-path <path...>', 'files or folders of your own query definitions')
      .option('--verbose', 'show where an error happened');
  sub('show <name>', 'Explain a named query: its parameters and its text').action(async (name, options, self) =>
    finish(
      await (await import('./commands/queries.js')).showQuery(name, { ...options, ...self.optsWithGlobals() }, io),
    ),
  );
  sub('run <name>', 'Run a named query: huntbook queries run WindowsSecurity.list_host_logons --param host_name=WS01')
    .option('-p, --param <name=value>', 'a parameter; may be given several times', collect)
    .option('--print', 'print the KQL without running it')
    .addOption(new Option('--format <format>', 'how to write the answer').choices(formats))
    .option('-o, --output <file>', 'write to a file; its ending says the format where --format does not')
    .option('-n, --max-rows <rows>', 'stop after this many rows', wholeNumber(1))
    .action(async (name, options, self) =>
      finish(
        await (await import('./commands/queries.js')).runQuery(name, { ...options, ...self.optsWithGlobals() }, io),
      ),
    );

  command('demo', 'Write the demo workspace: a small company, two weeks, one intrusion')
    .option('-e, --events <number>', 'Windows events to write, roughly', wholeNumber(0))
    .option('-s, --seed <number>', 'varies the background', wholeNumber(0))
    .option('--force', 'write it anew where it is already there')
    .addHelpText(
      'after',
      '\nWithout --workspace and $HUNTBOOK_WORKSPACE it goes to ~/.huntbook/demo, apart from your own logs.',
    )
    .action(async (options) => finish(await (await import('./commands/demo.js')).demo(options, io)));

  command('tables', 'List the tables with their rows and time span')
    .option('--json', 'print the list as JSON')
    .action(async (options) => finish(await (await import('./commands/tables.js')).tables(options, io)));

  command('doctor', 'Check what huntbook needs: Node, memory, disk, the workspace').action(async (options) =>
    finish(await (await import('./commands/doctor.js')).doctor(options, io)),
  );
  return program;
}
