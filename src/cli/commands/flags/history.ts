import { Command } from 'commander';

import { timeInEasternTime } from '../../../lib/eastern-time.ts';
import { fromOne, wholeNumberUpTo } from '../../numbers.ts';
import { done } from '../../outcome.ts';
import { onServer, withJson, type CommonOptions } from '../../run.ts';
import { changeOnServer, withReason, type ReasonOptions } from './change.ts';
import { noSuchFeature } from './known.ts';

const USUAL_LIMIT = 20;
const HIGHEST_LIMIT = 1_000;

export function historyCommand(): Command {
  return withJson(new Command('history'))
    .description('list the changes of a feature, newest first: number, time, who, how, what, why')
    .argument('<name>')
    .option(
      '--limit <number>',
      `entries at most, up to ${HIGHEST_LIMIT}`,
      wholeNumberUpTo(HIGHEST_LIMIT),
      USUAL_LIMIT,
    )
    .action((name: string, options: CommonOptions & { readonly limit: number }) =>
      onServer(options, async (server) => {
        const path = `/api/flags/${encodeURIComponent(name)}/history?limit=${options.limit}`;
        const answer = await server.get(path);
        // What was removed has a history all the same; what never was gets the nearest name.
        if (!answer.ok)
          return answer.error.exitCode === 1 ? noSuchFeature(server, name) : answer.error;
        return entriesOutcome(answer.value, `${name} has not been changed yet.`);
      }),
    );
}

export function undoCommand(): Command {
  return withReason(new Command('undo'))
    .description('return a feature to the state before an entry of its history')
    .argument('<entry>', 'the entry’s number in the history', fromOne)
    .action((entry: number, options: ReasonOptions) =>
      changeOnServer(options, async (server) => {
        const answer = await server.send('POST', `/api/flags/history/${entry}/undo`);
        if (!answer.ok) return answer.error;
        const nothing = `The feature is already as it was before entry ${entry}.`;
        return entriesOutcome(answer.value, nothing);
      }),
    );
}

function entriesOutcome(answer: unknown, none: string) {
  const { entries } = answer as { entries: readonly ListedEntry[] };
  return done(entries.map(entryInWords).join('\n') || none, answer);
}

/** An entry of a feature’s history as the server sends it. */
export type ListedEntry = {
  readonly id: number;
  /** ISO 8601 */
  readonly at: string;
  readonly feature: string;
  readonly who: string;
  readonly role: string;
  readonly claimedBy?: string;
  readonly through: string;
  readonly why: string | null;
  /** What changed, in words. */
  readonly change: string;
};

/** `12  Nov 24, 2026, 5:00 AM ET  Enzo (engineer), flag-api: 2 actors added`, and below it why. */
export function entryInWords(entry: ListedEntry): string {
  const { id, at, who, role, claimedBy, through, why, change } = entry;
  const claim = claimedBy === undefined ? '' : `, claimed by token ${claimedBy}`;
  const by = through === 'outside' ? 'outside' : `${who} (${role}${claim}), ${through}`;
  const line = `${String(id).padStart(4)}  ${timeInEasternTime(at)}  ${by}: ${change}`;
  return why === null ? line : `${line}\n      Why: ${why}`;
}
