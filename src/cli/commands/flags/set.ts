import { Command, InvalidArgumentError } from 'commander';

import { failed, type Outcome } from '../../outcome.ts';
import type { Server } from '../../server.ts';
import { featureOutcome, featurePath } from './feature.ts';
import { changeOnServer, withReason, type ReasonOptions } from './reason.ts';

type Wanted = {
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
    .action((name: string, options: ReasonOptions & Wanted) =>
      changeOnServer(options, (server) => setGates(server, name, options)),
    );
}

/** One gate after the other, as Flipper’s API has it, so a refusal may come when some are set already. */
async function setGates(server: Server, name: string, wanted: Wanted): Promise<Outcome> {
  let outcome = failed(NOTHING_TO_SET, 'nothing-to-set');
  const set: string[] = [];
  for (const { gate, body } of gatesIn(wanted)) {
    outcome = featureOutcome(await server.send('POST', `${featurePath(name)}/${gate}`, body));
    if (outcome.exitCode !== 0) return afterSetting(set, outcome);
    set.push(gate);
  }
  return outcome;
}

function afterSetting(set: readonly string[], outcome: Outcome): Outcome {
  if (set.length === 0) return outcome;
  return { ...outcome, text: `${outcome.text} Set before that: ${set.join(', ')}.` };
}

const NOTHING_TO_SET =
  'Say what to set: --actors-percentage PERCENT, --actor ID or --group NAME, one or more.';

/** What to send for each gate, by Flipper’s names. */
function gatesIn({ actor, group, actorsPercentage }: Wanted) {
  return [
    ...(actor === undefined ? [] : [{ gate: 'actors', body: { flipper_id: actor } }]),
    ...(group === undefined ? [] : [{ gate: 'groups', body: { name: group } }]),
    ...(actorsPercentage === undefined
      ? []
      : [{ gate: 'percentage_of_actors', body: { percentage: actorsPercentage } }]),
  ];
}

/** `20` and `20%` are 20 percent, `0.5` is half a percent: read as a share it would open a hundred times as far. */
function percentage(text: string): number {
  const percent = Number(text.replace(/%$/, ''));
  if (text.trim() === '' || !(percent >= 0 && percent <= 100)) {
    throw new InvalidArgumentError('Expected percent from 0 to 100, such as 20 or 12.5%.');
  }
  return percent;
}
