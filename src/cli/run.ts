import type { Command } from 'commander';

import { forTerminal, jsonForTerminal } from '../lib/text-from-people.ts';
import type { CommandOutcome } from './outcome.ts';
import { connectTo, type ActsFor, type Server } from './server.ts';

export type CommonOptions = ActsFor & { readonly json?: boolean };

/** Adds `--json`, which every command has. */
export function withJson(command: Command): Command {
  // Errors of usage must reach the one place that turns them into exit code 2.
  return command.exitOverride().option('--json', 'print the answer as JSON');
}

/** Adds the options of commands that change something in a person’s name. */
export function withActor(command: Command): Command {
  return withJson(command)
    .option('--as <name>', 'who acts (default: your name on this machine)')
    .option(
      '--role <role>',
      'product-manager, product-owner, engineer, contact-center or reviewer (default: engineer)',
    );
}

/** Runs a command against the server and says how it ended. */
export async function onServer(
  options: CommonOptions,
  work: (server: Server) => Promise<CommandOutcome>,
): Promise<void> {
  say(await work(connectTo(process.env, options)), options);
}

/** Answers go to standard output, sentences about a no to standard error; with `--json` all is output. */
export function say(outcome: CommandOutcome, { json }: CommonOptions): void {
  process.exitCode = outcome.exitCode;
  if (json) process.stdout.write(`${jsonForTerminal(outcome.data)}\n`);
  else if (outcome.exitCode === 0) process.stdout.write(withNewline(outcome.text));
  else process.stderr.write(withNewline(outcome.text));
}

function withNewline(words: string): string {
  const text = forTerminal(words);
  return text.endsWith('\n') ? text : `${text}\n`;
}
