import { Command } from 'commander';

import { inFigures } from '../../lib/figures.ts';
import { done, failed, type CommandOutcome } from '../outcome.ts';
import { fromOne } from '../numbers.ts';
import { barInWords, progressOn } from '../progress.ts';
import { onServer, withJson, type CommonOptions } from '../run.ts';
import type { Server } from '../server.ts';

type TrafficOptions = CommonOptions & {
  readonly people: number;
  readonly from: number;
  readonly visits: number;
};

type VisitCounts = {
  readonly people: number;
  readonly withFeature: number;
  readonly failed: number;
};

const TRAFFIC = '/api/development/traffic';

/** So many are sent at once, so that progress can be shown. */
const PART = 20;

/** Development only: numbered Veterans sign in and use the Profile, over real HTTP. */
export function trafficCommand(): Command {
  return withJson(new Command('traffic'))
    .description('development only: have made-up Veterans sign in and use the Profile')
    .option('--people <n>', 'how many come', fromOne, 100)
    .option(
      '--from <n>',
      'number of the first one: the same numbers are the same people',
      fromOne,
      1,
    )
    .option('--visits <n>', 'how often each opens the contacts, if they have them', fromOne, 1)
    .action((options: TrafficOptions) => onServer(options, (server) => send(server, options)));
}

async function send(
  server: Server,
  { people, from, visits, json }: TrafficOptions,
): Promise<CommandOutcome> {
  const known = await server.get(TRAFFIC);
  if (!known.ok) return known.error;
  const { most } = known.value as { most: number };
  const last = from + people - 1;
  if (last > most) return failed(tooMany(last, most), 'too-many-veterans');
  const progress = progressOn(process.stderr, { now: Date.now, asLines: json === true });
  let met: VisitCounts = { people: 0, withFeature: 0, failed: 0 };
  for (let sent = 0; sent < people; sent += PART) {
    const part = { from: from + sent, people: Math.min(PART, people - sent), visits };
    const answer = await server.send('POST', TRAFFIC, part);
    if (!answer.ok) return answer.error;
    met = together(met, answer.value as VisitCounts);
    progress.show(barInWords('Visiting', met.people / people, `${met.people} of ${people} people`));
  }
  progress.clear();
  return done(inWords(met), met);
}

function tooMany(last: number, most: number): string {
  return `The last of them would be number ${inFigures(last)}, and there are ${inFigures(most)} made-up Veterans. Send fewer, or begin at a smaller --from; the same ones may come again.`;
}

function together(one: VisitCounts, other: VisitCounts): VisitCounts {
  return {
    people: one.people + other.people,
    withFeature: one.withFeature + other.withFeature,
    failed: one.failed + other.failed,
  };
}

function inWords({ people, withFeature, failed }: VisitCounts): string {
  return (
    `${inFigures(people)} Veterans came; ${inFigures(withFeature)} had the contacts page, ` +
    `and ${inFigures(failed)} met a page that failed.`
  );
}
