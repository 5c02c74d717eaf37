import { Command } from 'commander';

import { percentage } from '../../numbers.ts';
import { done, doneInWords, failed, refused, type CommandOutcome } from '../../outcome.ts';
import { onServer, say, withActor, type CommonOptions } from '../../run.ts';
import type { Server } from '../../server.ts';
import { featureOutcome } from './features.ts';
import { knownFeature } from './known.ts';
import { featurePath } from './paths.ts';

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

/** Makes a change of a feature that there is: a misspelled name must not become a feature. */
function changeOf(
  name: string,
  options: ReasonOptions,
  change: (server: Server, key: string) => Promise<CommandOutcome>,
): Promise<void> {
  return changeOnServer(options, async (server) => {
    const known = await knownFeature(server, name);
    return known.ok ? change(server, known.value) : known.error;
  });
}

export function addCommand(): Command {
  return withActor(new Command('add'))
    .description('add a feature, closed')
    .argument('<name>')
    .action((name: string, options: CommonOptions) =>
      onServer(options, async (server) =>
        featureOutcome(await server.send('POST', '/flipper/api/features', { name })),
      ),
    );
}

export function enableCommand(): Command {
  return withReason(new Command('enable'))
    .description('open a feature for everyone')
    .argument('<name>')
    .action((name: string, options: ReasonOptions) =>
      changeOf(name, options, async (server, key) =>
        featureOutcome(await server.send('POST', booleanOf(key))),
      ),
    );
}

/** Needs no reason: closing must not wait for words. */
export function disableCommand(): Command {
  return withActor(new Command('disable'))
    .description('close a feature for everyone')
    .argument('<name>')
    .action((name: string, options: CommonOptions) =>
      changeOf(name, options, async (server, key) =>
        featureOutcome(await server.send('DELETE', booleanOf(key))),
      ),
    );
}

function booleanOf(key: string): string {
  return `${featurePath(key)}/boolean`;
}

/** The last step before the feature’s release is closed; earlier it is a rollback. */
export function removeCommand(): Command {
  return withActor(new Command('remove'))
    .description('take a feature out of the flag engine, once no program asks for it anymore')
    .argument('<name>')
    .option('--reason <text>', 'why; needed, and kept in its history')
    .action((name: string, options: ReasonOptions) =>
      onServer({ ...options, why: options.reason }, (server) => remove(server, name, options)),
    );
}

async function remove(
  server: Server,
  name: string,
  { reason = '' }: ReasonOptions,
): Promise<CommandOutcome> {
  const known = await knownFeature(server, name);
  if (!known.ok) return known.error;
  if (reason.trim() === '') return refused(WHY_REMOVED, 'reason-needed');
  const answer = await server.send('DELETE', featurePath(known.value));
  if (!answer.ok) return answer.error;
  return doneInWords(answer.value) ?? done(`${known.value}: removed`, { removed: known.value });
}

const WHY_REMOVED =
  'Removing a feature needs a reason, which is kept in its history. Nothing was changed. ' +
  'Say why: --reason "TEXT"';

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
    .action(async (name: string, options: ReasonOptions & GateOptions) => {
      if (gatesIn(options).length === 0) say(NOTHING_TO_SET, options);
      else await changeOf(name, options, (server, key) => setGates(server, key, options));
    });
}

/** One gate after the other, as in Flipper’s API, so a refusal may come when some are set already. */
async function setGates(
  server: Server,
  name: string,
  options: GateOptions,
): Promise<CommandOutcome> {
  let outcome = NOTHING_TO_SET;
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

const NOTHING_TO_SET = failed(
  'Say what to set: --actors-percentage PERCENT, --actor ID or --group NAME, one or more.',
  'nothing-to-set',
);

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
