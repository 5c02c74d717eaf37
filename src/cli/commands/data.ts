import { Command } from 'commander';

import { beginning } from '../numbers.ts';
import type { CommandOutcome } from '../outcome.ts';
import { say, withJson, type CommonOptions } from '../run.ts';

/** What is done to the database of `DATABASE_URL` or `DATA_DIR` itself, without the server. */
export type DataWork = {
  exportTo(file: string): Promise<CommandOutcome>;
  importFrom(file: string): Promise<CommandOutcome>;
  backUpTo(directory: string): Promise<CommandOutcome>;
  restoreFrom(file: string): Promise<CommandOutcome>;
  pruneBefore(before: Date): Promise<CommandOutcome>;
};

/** `open` is called when there is something to do: most commands need no database. */
export function dataCommand(open: () => Promise<DataWork>): Command {
  const command = (words: string, description: string) =>
    withJson(new Command(words)).description(description);
  const run = async (options: CommonOptions, work: (data: DataWork) => Promise<CommandOutcome>) =>
    say(await work(await open()), options);
  return new Command('data')
    .description('move, back up, restore and prune the database of DATABASE_URL or DATA_DIR itself')
    .addCommand(
      command('export', 'write everything but sign-ins into a new file')
        .argument('<file>', 'a name that is not there yet')
        .action((file: string, options: CommonOptions) =>
          run(options, (data) => data.exportTo(file)),
        ),
    )
    .addCommand(
      command('import', 'take such a file into an empty database')
        .argument('<file>', 'what export or backup has written')
        .action((file: string, options: CommonOptions) =>
          run(options, (data) => data.importFrom(file)),
        ),
    )
    .addCommand(
      command('backup', 'the same as export, into a file named after the moment')
        .argument('<directory>', 'where backups are kept')
        .action((directory: string, options: CommonOptions) =>
          run(options, (data) => data.backUpTo(directory)),
        ),
    )
    .addCommand(
      command(
        'restore',
        'put such a file in the place of what the database has, and keep that beside it; no instance may run',
      )
        .argument('<file>', 'what backup or export has written')
        .action((file: string, options: CommonOptions) =>
          run(options, (data) => data.restoreFrom(file)),
        ),
    )
    .addCommand(
      command('prune', 'remove the measurements of releases that were closed long ago')
        .requiredOption('--before <day>', 'of those closed before this day or moment', beginning)
        .action((options: CommonOptions & { readonly before: Date }) =>
          run(options, (data) => data.pruneBefore(options.before)),
        ),
    );
}
