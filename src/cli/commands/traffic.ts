import { setTimeout as pause } from 'node:timers/promises';

import { Command } from 'commander';

import { MINUTE_MS } from '../../lib/duration.ts';
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
  readonly browsers?: boolean;
  /** People a minute; left out: as fast as they can. */
  readonly rate?: number;
};

type VisitCounts = {
  readonly people: number;
  readonly withFeature: number;
  readonly failed: number;
  readonly ledger: Readonly<Record<string, number>>;
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
    .option(
      '--browsers',
      'they do what people and browsers do: on phones and desktops, some without JavaScript, in Spanish, asking not to be followed, with a survey’s answer or a script error',
    )
    .option(
      '--rate <n>',
      'people a minute, at a steady pace; otherwise as fast as they can',
      fromOne,
    )
    .action((options: TrafficOptions) => onServer(options, (server) => send(server, options)));
}

async function send(server: Server, options: TrafficOptions): Promise<CommandOutcome> {
  const { people, from, visits, browsers = false, json } = options;
  const known = await server.get(TRAFFIC);
  if (!known.ok) return known.error;
  const { most } = known.value as { most: number };
  const last = from + people - 1;
  if (last > most) return failed(tooMany(last, most), 'too-many-veterans');
  const progress = progressOn(process.stderr, { now: Date.now, asLines: json === true });
  const pace = paceOf(options);
  let met: VisitCounts = { people: 0, withFeature: 0, failed: 0, ledger: {} };
  for (let sent = 0; sent < people; sent += pace.part) {
    await pace.turn(sent);
    const part = {
      from: from + sent,
      people: Math.min(pace.part, people - sent),
      visits,
      browsers,
    };
    const answer = await server.send('POST', TRAFFIC, part);
    if (!answer.ok) return answer.error;
    met = together(met, answer.value as VisitCounts);
    progress.show(barInWords('Visiting', met.people / people, `${met.people} of ${people} people`));
  }
  progress.clear();
  return done(`${inWords(met)}${browsers ? ledgerInWords(met) : ''}`, met);
}

/** How many are sent at once, and when those begin before whom `sent` have been. */
function paceOf({ rate }: Pick<TrafficOptions, 'rate'>) {
  if (rate === undefined) return { part: PART, turn: () => Promise.resolve() };
  const startedAt = Date.now();
  const turn = (sent: number) => pause(startedAt + (sent * MINUTE_MS) / rate - Date.now());
  return { part: Math.min(PART, Math.ceil(rate / SECONDS_PER_MINUTE)), turn };
}

const SECONDS_PER_MINUTE = 60;

function tooMany(last: number, most: number): string {
  return `The last of them would be number ${inFigures(last)}, and there are ${inFigures(most)} made-up Veterans. Send fewer, or begin at a smaller --from; the same ones may come again.`;
}

function together(one: VisitCounts, other: VisitCounts): VisitCounts {
  return {
    people: one.people + other.people,
    withFeature: one.withFeature + other.withFeature,
    failed: one.failed + other.failed,
    ledger: Object.fromEntries(
      Object.entries(other.ledger).map(([name, count]) => [name, count + (one.ledger[name] ?? 0)]),
    ),
  };
}

function inWords({ people, withFeature, failed }: VisitCounts): string {
  return (
    `${inFigures(people)} Veterans came; ${inFigures(withFeature)} had the contacts page, ` +
    `and ${inFigures(failed)} met a page that failed.`
  );
}

/** The lines of the ledger, in its order. */
const LEDGER_WORDS: Readonly<Record<string, string>> = {
  people: 'people',
  visits: 'visits, one for each sign-in',
  views: 'views',
  english: 'views in English',
  spanish: 'views in Spanish',
  phones: 'views on a phone, with JavaScript',
  desktops: 'views on a desktop, with JavaScript',
  readHelp: 'people who read the help',
  phoneTaps: 'phone taps',
  printed: 'times printed',
  scriptErrors: 'script errors',
  surveyAnswers: 'answers to the survey',
  notFollowed: 'views by people who ask not to be followed, which are in no figure above',
};

function ledgerInWords({ ledger }: VisitCounts): string {
  const lines = Object.entries(LEDGER_WORDS).map(
    ([name, words]) => `  ${inFigures(ledger[name] ?? 0).padStart(6)} ${words}`,
  );
  return ['\nOn the contacts page they did what “Analytics” in the console shows:', ...lines].join(
    '\n',
  );
}
