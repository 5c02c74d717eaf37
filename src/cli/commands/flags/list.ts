import { Command } from 'commander';

import { done, type Outcome } from '../../outcome.ts';
import { onServer, withJson, type CommonOptions } from '../../run.ts';
import type { Server } from '../../server.ts';
import { momentInWords } from './moment.ts';

/** A feature as the server’s list has it; times are ISO 8601. */
type ListedFeature = {
  readonly key: string;
  readonly state: string;
  readonly owner: string | null;
  readonly ageDays: number | null;
  readonly lastAskedAt: string | null;
  readonly release: string | null;
  readonly stale: readonly string[];
};

type ListOptions = CommonOptions & { readonly stale?: boolean };

export function listCommand(): Command {
  return withJson(new Command('list'))
    .description('every feature: its state, owner, age, and when it was last asked for')
    .option('--stale', 'only features that should not go on as they are')
    .action((options: ListOptions) => onServer(options, (server) => list(server, options)));
}

async function list(server: Server, { stale = false }: ListOptions): Promise<Outcome> {
  const answer = await server.get('/api/flags');
  if (!answer.ok) return answer.error;
  const { features: all } = answer.value as { features: readonly ListedFeature[] };
  const features = stale ? all.filter((feature) => feature.stale.length > 0) : all;
  const none = stale ? 'No feature is stale.' : 'There are no features yet.';
  const text = features.length > 0 ? features.map(featureInWords).join('\n') : none;
  return done(text, { features });
}

function featureInWords(feature: ListedFeature): string {
  const { key, state, owner, ageDays, lastAskedAt, release, stale } = feature;
  const facts = [
    state,
    owner ?? 'no owner',
    ...(ageDays === null ? [] : [ageInWords(ageDays)]),
    lastAskedAt === null ? 'never asked' : `last asked ${momentInWords(lastAskedAt)}`,
    ...(release === null ? [] : [`release ${release}`]),
  ];
  return [`${key}: ${facts.join(', ')}`, ...stale.map((sentence) => `  ${sentence}`)].join('\n');
}

function ageInWords(days: number): string {
  if (days === 0) return 'added today';
  return days === 1 ? '1 day old' : `${days} days old`;
}
