import { Command } from 'commander';

import { timeInEasternTime } from '../../../lib/eastern-time.ts';
import { fromOne, wholeNumberUpTo } from '../../numbers.ts';
import type { Result } from '../../../lib/result.ts';
import { done, refused, type CommandOutcome } from '../../outcome.ts';
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
    .option('--preview', 'only say what it would do')
    .option(
      '--seen <entry>',
      'the newest entry that you know of; refused where the feature has changed since',
      fromOne,
    )
    .action((entry: number, { preview = false, ...options }: UndoOptions) =>
      changeOnServer(options, async (server) => {
        const path = `/api/flags/history/${entry}/undo`;
        if (preview) return prospectOutcome(await server.get(path));
        const { seen } = options;
        const answer = await server.send(
          'POST',
          seen === undefined ? path : `${path}?seen=${seen}`,
        );
        if (!answer.ok) return answer.error;
        const nothing = `The feature is already as it was before entry ${entry}.`;
        return entriesOutcome(answer.value, nothing);
      }),
    );
}

type UndoOptions = ReasonOptions & { readonly preview?: boolean; readonly seen?: number };

/** What an undo would do, as the server says it. */
type ListedProspect = {
  readonly entry: ListedEntry;
  readonly change: string;
  readonly opensWider: boolean;
  readonly newest: number;
  readonly refusal: { readonly code: string; readonly message: string } | null;
};

function prospectOutcome(answer: Result<unknown, CommandOutcome>): CommandOutcome {
  if (!answer.ok) return answer.error;
  const { entry, change, opensWider, newest, refusal } = answer.value as ListedProspect;
  if (refusal !== null) return { ...refused(refusal.message, refusal.code), data: answer.value };
  const wider = opensWider ? ' It opens the feature wider, which needs a reason.' : '';
  const text = `Undoing entry ${entry.id} would do this to ${entry.feature}: ${change}.${wider}`;
  return done(`${text}\nTo do it: phcc flags undo ${entry.id} --seen ${newest}`, answer.value);
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
