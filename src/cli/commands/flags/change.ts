import { Command } from 'commander';

import { percentage } from '../../numbers.ts';
import { done, doneInWords, failed, refused, type CommandOutcome } from '../../outcome.ts';
import { onServer, withActor, type CommonOptions } from '../../run.ts';
import type { Server } from '../../server.ts';
import { featureOutcome, featurePath } from './features.ts';

export type ReasonOptions = CommonOptions & { readonly reason?: string };

/** Adds the options of commands that may open a feature wider. */
export function withReason(command: Command): Command {
  return withActor(command).option(
    '--reason <text>',
    'why; needed to open a feature wider, and kept in its history',
  );
}

/** Makes a change with its reason; where one is missing, says so in the words of the command line. */
export async function changeOnServer(
  options: ReasonOptions,
  change: (server: Server) => Promise<CommandOutcome>,
): Promise<void> {
  await onServer({ ...options, why: options.reason }, async (server) => {
    const outcome = await change(server);
    return isAboutReason(outcome) ? refused(REASON_NEEDED, 'reason-needed') : outcome;
  });
}

const REASON_NEEDED =
  'Opening a feature wider needs a reason, which is kept in its history. Nothing was changed. ' +
  'Say why: --reason "TEXT"';

function isAboutReason({ exitCode, data }: CommandOutcome): boolean {
  return exitCode === 1 && (data as { code?: unknown } | null)?.code === 'reason-needed';
}

export function enableCommand(): Command {
  return withReason(new Command('enable'))
    .description('open a feature for everyone')
    .argument('<name>')
    .action((name: string, options: ReasonOptions) =>
      changeOnServer(options, async (server) =>
        featureOutcome(await server.send('POST', booleanOf(name))),
      ),
    );
}

/** Needs no reason: closing must not wait for words. */
export function disableCommand(): Command {
  return withActor(new Command('disable'))
    .description('close a feature for everyone')
    .argument('<name>')
    .action((name: string, options: CommonOptions) =>
      onServer(options, async (server) =>
        featureOutcome(await server.send('DELETE', booleanOf(name))),
      ),
    );
}

function booleanOf(name: string): string {
  return `${featurePath(name)}/boolean`;
}

/** The last step before the feature’s release is closed; earlier it is a rollback. */
export function removeCommand(): Command {
  return withActor(new Command('remove'))
    .description('take a feature out of the flag engine; remove it from the code first')
    .argument('<name>')
    .action((name: string, options: CommonOptions) =>
      onServer(options, async (server) => {
        // The API also removes what never existed; here a misspelled name is an error.
        const known = await server.get(featurePath(name));
        if (!known.ok) return known.error;
        const answer = await server.send('DELETE', featurePath(name));
        if (!answer.ok) return answer.error;
        return doneInWords(answer.value) ?? done(`${name}: removed`, { removed: name });
      }),
    );
}

type GateOptions = {
  readonly actor?: string;
  readonly group?: string;
  readonly actorsPercentage?: number;
};

export function setCommand(): Command {
  return withReason(new Command('set'))
    .description('set gates of a feature')
    .argument('<name>')
    .option('--actors-percentage <percent>', 'percent of actors, such as 20 or 12.5%', percentage)
    .option('--actor <id>', 'open it for one actor')
    .option('--group <name>', 'open it for a group that the server knows')
    .action((name: string, options: ReasonOptions & GateOptions) =>
      changeOnServer(options, (server) => setGates(server, name, options)),
    );
}

/** One gate after the other, as in Flipper’s API, so a refusal may come when some are set already. */
async function setGates(
  server: Server,
  name: string,
  options: GateOptions,
): Promise<CommandOutcome> {
  let outcome = failed(NOTHING_TO_SET, 'nothing-to-set');
  const set: string[] = [];
  for (const { gate, body } of gatesIn(options)) {
    outcome = featureOutcome(await server.send('POST', `${featurePath(name)}/${gate}`, body));
    if (outcome.exitCode !== 0) return afterSetting(set, outcome);
    set.push(gate);
  }
  return outcome;
}

function afterSetting(set: readonly string[], outcome: CommandOutcome): CommandOutcome {
  if (set.length === 0) return outcome;
  return { ...outcome, text: `${outcome.text} Set before that: ${set.join(', ')}.` };
}

const NOTHING_TO_SET =
  'Say what to set: --actors-percentage PERCENT, --actor ID or --group NAME, one or more.';

/** What to send for each gate, by Flipper’s names. */
function gatesIn({ actor, group, actorsPercentage }: GateOptions) {
  return [
    ...(actor === undefined ? [] : [{ gate: 'actors', body: { flipper_id: actor } }]),
    ...(group === undefined ? [] : [{ gate: 'groups', body: { name: group } }]),
    ...(actorsPercentage === undefined
      ? []
      : [{ gate: 'percentage_of_actors', body: { percentage: actorsPercentage } }]),
  ];
}
