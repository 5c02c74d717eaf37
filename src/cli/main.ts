import { Command, CommanderError } from 'commander';

import packageJson from '../../package.json' with { type: 'json' };
import { forTerminal } from '../lib/text-from-people.ts';
import { alertsCommand } from './commands/alerts.ts';
import { clockCommand } from './commands/clock.ts';
import { dataCommand, type DataWork } from './commands/data.ts';
import { flagsCommand } from './commands/flags.ts';
import { guardCommand } from './commands/guard.ts';
import { planCommand } from './commands/plan.ts';
import { standInCommand } from './commands/stand-in.ts';
import { testersCommand } from './commands/testers.ts';
import { remarksCommand } from './commands/remarks.ts';
import { tokensCommand } from './commands/tokens.ts';
import { trafficCommand } from './commands/traffic.ts';
import { failed } from './outcome.ts';
import { say } from './run.ts';

const NO_COMMAND = 'Name a command; phcc --help lists them.';

/**
 * `phcc`: reads plans by itself, does everything else over HTTP to the running server; `openData`: but for what moves
 * its data. `pageFeatures`: those whose pages report what happens on them.
 */
export async function runPhcc(
  openData: () => Promise<DataWork>,
  pageFeatures: readonly string[],
): Promise<void> {
  const program = phcc(openData, pageFeatures);
  const asJson = asksForJson(process.argv.slice(2));
  catchUsageErrors(program, asJson);
  try {
    await program.parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) process.exitCode = 0;
    else if (asJson) say(failed(usageError(error), 'usage'), { json: true });
    else process.exitCode = 2;
  }
}

function phcc(openData: () => Promise<DataWork>, pageFeatures: readonly string[]): Command {
  return new Command('phcc')
    .description('Reads a release plan and carries it out against the running server.')
    .version(packageJson.version, '--version', 'print the version')
    .addCommand(planCommand(pageFeatures))
    .addCommand(testersCommand())
    .addCommand(flagsCommand())
    .addCommand(alertsCommand())
    .addCommand(remarksCommand())
    .addCommand(tokensCommand())
    .addCommand(guardCommand())
    .addCommand(dataCommand(openData))
    .addCommand(standInCommand())
    .addCommand(clockCommand())
    .addCommand(trafficCommand())
    .addHelpText(
      'after',
      `
Exit codes: 0 answered or done · 1 the answer is no · 2 usage, unreadable input, server or token.
Environment: PHCC_URL (the server), PHCC_TOKEN (its token), DATA_DIR (where a local server left its token);
for phcc data, DATABASE_URL and DATA_DIR as the server has them.`,
    );
}

/** Asked of the words themselves, since what can’t be understood has no options. */
function asksForJson(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  return words.slice(0, end === -1 ? undefined : end).includes('--json');
}

function usageError({ code, message }: CommanderError): string {
  return code === 'commander.help' ? NO_COMMAND : message.replace(/^error: /, '');
}

/**
 * They repeat what was typed, and must reach the one place that turns them into exit code 2. With `--json` they are
 * data, and nothing else is said.
 */
function catchUsageErrors(command: Command, asJson: boolean): void {
  command.exitOverride().configureOutput({
    writeErr: (text) => asJson || process.stderr.write(forTerminal(text)),
    writeOut: (text) => process.stdout.write(forTerminal(text)),
  });
  for (const inner of command.commands) catchUsageErrors(inner, asJson);
}
