import { Command } from 'commander';

import { timeInEasternTime } from '../../../lib/eastern-time.ts';
import type { Result } from '../../../lib/result.ts';
import { done, doneInWords, type CommandOutcome } from '../../outcome.ts';
import { onServer, withJson, type CommonOptions } from '../../run.ts';
import type { Server } from '../../server.ts';
import { knownFeature } from './known.ts';
import { featurePath } from './paths.ts';

/** A feature as the server’s list has it; times are ISO 8601. */
type ListedFeature = {
  readonly key: string;
  readonly state: string;
  readonly owner: string | null;
  readonly ageDays: number | null;
  readonly lastAskedAt: string | null;
  readonly release: string | null;
  readonly stale: readonly string[];
  readonly toRemove: readonly string[];
};

type ListOptions = CommonOptions & { readonly stale?: boolean };

export function listCommand(): Command {
  return withJson(new Command('list'))
    .description('list every feature: its state, owner, age, and when a program last asked for it')
    .option(
      '--stale',
      'only features that need a decision, such as one without an owner, with what to remove',
    )
    .action((options: ListOptions) => onServer(options, (server) => list(server, options)));
}

async function list(server: Server, { stale = false }: ListOptions): Promise<CommandOutcome> {
  const answer = await server.get('/api/flags');
  if (!answer.ok) return answer.error;
  const { features: all } = answer.value as { features: readonly ListedFeature[] };
  const features = stale ? all.filter((feature) => feature.stale.length > 0) : all;
  const none = stale ? 'No feature is stale.' : 'There are no features yet.';
  const lines = features.map((feature) => featureInWords(feature, stale));
  const text = lines.length > 0 ? lines.join('\n') : none;
  return done(text, { features });
}

function featureInWords(feature: ListedFeature, saysWhatToRemove: boolean): string {
  const { key, state, owner, ageDays, lastAskedAt, release, stale, toRemove } = feature;
  const facts = [
    state,
    owner ?? 'no owner',
    ...(ageDays === null ? [] : [ageInWords(ageDays)]),
    lastAskedAt === null ? 'never asked' : `last asked ${timeInEasternTime(lastAskedAt)}`,
    ...(release === null ? [] : [`release ${release}`]),
  ];
  const below = saysWhatToRemove ? [...stale, ...toRemove] : stale;
  return [`${key}: ${facts.join(', ')}`, ...below.map((sentence) => `  ${sentence}`)].join('\n');
}

function ageInWords(days: number): string {
  if (days === 0) return 'added today';
  return days === 1 ? '1 day old' : `${days} days old`;
}

export function showCommand(): Command {
  return withJson(new Command('show'))
    .description('show one feature with the values of its gates')
    .argument('<name>')
    .action((name: string, options: CommonOptions) =>
      onServer(options, async (server) => {
        const known = await knownFeature(server, name);
        return known.ok ? featureOutcome(await server.get(featurePath(known.value))) : known.error;
      }),
    );
}

/** A feature and the gates that have a value, for people. */
export function featureOutcome(answer: Result<unknown, CommandOutcome>): CommandOutcome {
  if (!answer.ok) return answer.error;
  return doneInWords(answer.value) ?? shown(answer.value as FeatureWithGates);
}

/** A feature in Flipper’s form. */
type FeatureWithGates = {
  readonly key: string;
  readonly state: string;
  readonly gates: readonly { readonly key: string; readonly value: unknown }[];
};

function shown(feature: FeatureWithGates): CommandOutcome {
  const gates = feature.gates.filter(({ value }) => isSet(value));
  const lines = gates.map(({ key, value }) => `  ${key}: ${valueInWords(value)}`);
  return done([`${feature.key}: ${feature.state}`, ...lines].join('\n'), feature);
}

function isSet(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== null;
}

/** Text as it is, members side by side, an expression as JSON. */
function valueInWords(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
