import { Command, InvalidArgumentError } from 'commander';

import { done, failed, type Outcome } from '../outcome.ts';
import { onServer, withActor, withJson, type CommonOptions } from '../run.ts';
import type { Server } from '../server.ts';

type FlipperFeature = {
  readonly key: string;
  readonly state: string;
  readonly gates: readonly { readonly key: string; readonly value: unknown }[];
};

const FEATURES = '/flipper/api/features';

/** The flag engine, through Flipper's own HTTP API. */
export function flagsCommand(): Command {
  return new Command('flags')
    .description('read and change features that no release owns')
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(switchCommand('enable', 'POST', 'open a feature for everybody'))
    .addCommand(switchCommand('disable', 'DELETE', 'close a feature for everybody'))
    .addCommand(setCommand());
}

function listCommand(): Command {
  return withJson(new Command('list'))
    .description('every feature and its state')
    .action((options: CommonOptions) =>
      onServer(options, async (server) => {
        const answer = await server.get(FEATURES);
        if (!answer.ok) return answer.error;
        const { features } = answer.value as { features: FlipperFeature[] };
        const lines = features.map(({ key, state }) => `${key}: ${state}`);
        return done(lines.length > 0 ? lines.join('\n') : 'There are no features yet.', {
          features,
        });
      }),
    );
}

function showCommand(): Command {
  return withJson(new Command('show'))
    .description('one feature with the values of its gates')
    .argument('<name>')
    .action((name: string, options: CommonOptions) =>
      onServer(options, async (server) => outcomeOf(await server.get(featurePath(name)))),
    );
}

function switchCommand(name: string, method: 'POST' | 'DELETE', description: string): Command {
  return withActor(new Command(name))
    .description(description)
    .argument('<name>')
    .action((feature: string, options: CommonOptions) =>
      onServer(options, async (server) =>
        outcomeOf(await server.send(method, `${featurePath(feature)}/boolean`)),
      ),
    );
}

function setCommand(): Command {
  return withActor(new Command('set'))
    .description('set a gate of a feature')
    .argument('<name>')
    .option('--actors-percentage <percent>', 'percent of actors, such as 20 or 12.5%', percentage)
    .option('--actor <id>', 'open it for one actor')
    .action(
      (name: string, options: CommonOptions & { actorsPercentage?: number; actor?: string }) =>
        onServer(options, (server) => setGates(server, name, options)),
    );
}

async function setGates(
  server: Server,
  name: string,
  { actorsPercentage, actor }: { actorsPercentage?: number; actor?: string },
): Promise<Outcome> {
  const path = featurePath(name);
  if (actor !== undefined) {
    const answer = await server.send('POST', `${path}/actors`, { flipper_id: actor });
    if (!answer.ok || actorsPercentage === undefined) return outcomeOf(answer);
  }
  if (actorsPercentage === undefined) {
    return failed('Say what to set: --actors-percentage PERCENT or --actor ID.', 'nothing-to-set');
  }
  const body = { percentage: actorsPercentage };
  return outcomeOf(await server.send('POST', `${path}/percentage_of_actors`, body));
}

/** `20` and `20%` are 20 percent, `0.5` is half a percent: read as a share it would open a hundred times as far. */
function percentage(text: string): number {
  const percent = Number(text.replace(/%$/, ''));
  if (text.trim() === '' || !(percent >= 0 && percent <= 100)) {
    throw new InvalidArgumentError('Expected percent from 0 to 100, such as 20 or 12.5%.');
  }
  return percent;
}

function outcomeOf(answer: Awaited<ReturnType<Server['get']>>): Outcome {
  if (!answer.ok) return answer.error;
  const feature = answer.value as FlipperFeature;
  const gates = feature.gates.filter(({ value }) => isSet(value));
  const lines = gates.map(({ key, value }) => `  ${key}: ${String(value)}`);
  return done([`${feature.key}: ${feature.state}`, ...lines].join('\n'), feature);
}

function isSet(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== null;
}

function featurePath(name: string): string {
  return `${FEATURES}/${encodeURIComponent(name)}`;
}
