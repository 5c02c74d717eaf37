import { Command, InvalidArgumentError } from 'commander';

import { done } from '../../outcome.ts';
import { onServer, withJson, type CommonOptions } from '../../run.ts';
import { entryInWords, type Entry } from './entry.ts';

type HistoryOptions = CommonOptions & { readonly limit: number };

const USUAL_LIMIT = 20;
const HIGHEST_LIMIT = 1_000;

export function historyCommand(): Command {
  return withJson(new Command('history'))
    .description(
      'what happened to a feature, newest first: entry, when, who, by which way, what, why',
    )
    .argument('<name>')
    .option('--limit <number>', `entries at most, up to ${HIGHEST_LIMIT}`, limit, USUAL_LIMIT)
    .action((name: string, options: HistoryOptions) =>
      onServer(options, async (server) => {
        const path = `/api/flags/${encodeURIComponent(name)}/history?limit=${options.limit}`;
        const answer = await server.get(path);
        if (!answer.ok) return answer.error;
        const { entries } = answer.value as { entries: readonly Entry[] };
        const none = `Nothing has happened to ${name} yet.`;
        return done(entries.map(entryInWords).join('\n') || none, answer.value);
      }),
    );
}

function limit(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > HIGHEST_LIMIT) {
    throw new InvalidArgumentError(`Expected a whole number from 1 to ${HIGHEST_LIMIT}.`);
  }
  return number;
}
