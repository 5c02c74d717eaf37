import { Command, InvalidArgumentError } from 'commander';

import { inFigures } from '../../lib/figures.ts';
import { done, type Outcome } from '../outcome.ts';
import { progressBar } from '../progress-bar.ts';
import { onServer, withJson, type CommonOptions } from '../run.ts';
import type { Server } from '../server.ts';

type Options = CommonOptions & {
  readonly people: number;
  readonly from: number;
  readonly visits: number;
};

type Visits = { readonly people: number; readonly withFeature: number; readonly failed: number };

/** So many are sent at once, so that somebody who watches sees how far it is. */
const PART = 20;

/** Development only: numbered Veterans sign in and use the Profile, over real HTTP. */
export function trafficCommand(): Command {
  return withJson(new Command('traffic'))
    .description('development only: have made-up Veterans sign in and use the Profile')
    .option('--people <n>', 'how many come', wholeNumber, 100)
    .option(
      '--from <n>',
      'number of the first one: the same numbers are the same people',
      wholeNumber,
      1,
    )
    .option('--visits <n>', 'how often each opens the contacts, if they have them', wholeNumber, 1)
    .action((options: Options) => onServer(options, (server) => send(server, options)));
}

async function send(server: Server, { people, from, visits }: Options): Promise<Outcome> {
  const bar = progressBar('Visiting', people, process.stderr);
  let seen: Visits = { people: 0, withFeature: 0, failed: 0 };
  for (let sent = 0; sent < people; sent += PART) {
    const part = { from: from + sent, people: Math.min(PART, people - sent), visits };
    const answer = await server.send('POST', '/api/development/traffic', part);
    if (!answer.ok) return answer.error;
    seen = together(seen, answer.value as Visits);
    bar.show(seen.people);
  }
  bar.clear();
  return done(inWords(seen), seen);
}

function together(one: Visits, other: Visits): Visits {
  return {
    people: one.people + other.people,
    withFeature: one.withFeature + other.withFeature,
    failed: one.failed + other.failed,
  };
}

function inWords({ people, withFeature, failed }: Visits): string {
  return (
    `${inFigures(people)} Veterans came; ${inFigures(withFeature)} had the contacts page, ` +
    `and ${inFigures(failed)} met a page that failed.`
  );
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new InvalidArgumentError(`“${text}” is no whole number from 1.`);
}
