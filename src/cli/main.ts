import { Command, CommanderError } from 'commander';

import { forTerminal } from '../lib/text-from-people.ts';
import { clockCommand } from './commands/clock.ts';
import { flagsCommand } from './commands/flags.ts';
import { guardCommand } from './commands/guard.ts';
import { planCommand } from './commands/plan.ts';
import { standInCommand } from './commands/stand-in.ts';
import { trafficCommand } from './commands/traffic.ts';
import { testersCommand } from './commands/testers.ts';
import { tokensCommand } from './commands/tokens.ts';

/** `phcc`: reads plans by itself, does everything else over HTTP to the running server. */
const program = new Command('phcc')
  .description('Reads a release plan and carries it out against the running server.')
  .exitOverride()
  .addCommand(planCommand())
  .addCommand(testersCommand())
  .addCommand(flagsCommand())
  .addCommand(tokensCommand())
  .addCommand(guardCommand())
  .addCommand(standInCommand())
  .addCommand(clockCommand())
  .addCommand(trafficCommand())
  .addHelpText(
    'after',
    `
Exit codes: 0 answered or done · 1 the answer is no · 2 usage, unreadable input, server or token.
Environment: PHCC_URL (the server), PHCC_TOKEN (its token), DATA_DIR (where a local server left its token).`,
  );

writeOnlyText(program);
try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
}

/** Errors of usage repeat what was typed. */
function writeOnlyText(command: Command): void {
  command.configureOutput({
    writeErr: (text) => process.stderr.write(forTerminal(text)),
    writeOut: (text) => process.stdout.write(forTerminal(text)),
  });
  command.commands.forEach(writeOnlyText);
}
