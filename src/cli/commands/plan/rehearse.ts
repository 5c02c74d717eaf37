import { Command } from 'commander';

import {
  notRehearsed,
  planToRehearse,
  QUIET,
  rehearsalInWords,
  rehearsalShown,
  rehearsedPlan,
  seedsFrom,
  summaryOf,
  thisMorning,
  whyNoRehearsal,
  type NotPlanned,
  type Rehearsal,
  type RehearsalSetting,
  type RehearsedRun,
  type Scenario,
} from '../../../rehearsal/index.ts';
import { rulesOf } from '../../../release/decisions/index.ts';
import { SECOND_MS } from '../../../lib/duration.ts';
import { anyWholeNumber, fraction, minutes, peopleADay, wholeNumberUpTo } from '../../numbers.ts';
import { done, failed, refused, type CommandOutcome } from '../../outcome.ts';
import { barInWords, progressOn } from '../../progress.ts';
import { say, withJson, type CommonOptions } from '../../run.ts';
import { readDocument, writeDocument } from './document.ts';
import { rehearseAll } from './rehearse/crew.ts';
import { rehearsalPage } from './rehearse/page.tsx';

type RehearseOptions = CommonOptions & {
  readonly usersPerDay: number;
  readonly errorRate: number;
  readonly regression?: number;
  readonly onset: number;
  readonly outage?: number;
  readonly outageStart?: number;
  readonly runs?: number;
  readonly seed: number;
  readonly report?: string;
  readonly html?: string;
};

/** Without `--runs`: no run begins after so long, and there are no more runs than this. */
const USUAL_SECONDS = 20;
const USUAL_RUNS = 200;
const MOST_RUNS = 100_000;

export function rehearseCommand(): Command {
  return withJson(new Command('rehearse'))
    .description('carry the plan out in virtual time, many times over; needs no server')
    .argument('<file>', 'a release plan in Markdown')
    .option('--users-per-day <n>', 'people a day, open or not', peopleADay, QUIET.usersPerDay)
    .option('--error-rate <share>', 'share of requests that fail anyway', fraction, QUIET.errorRate)
    .option('--regression <share>', 'share of the feature’s answers that it makes fail', fraction)
    .option('--onset <duration>', 'how long after the first stage opened they begin', minutes, 0)
    .option('--outage <duration>', 'how long the service behind the feature is down', minutes)
    .option('--outage-start <duration>', 'how long after the start (default: at random)', minutes)
    .option(
      '--runs <n>',
      'number of runs (default: what fits in 20 seconds, at most 200)',
      wholeNumberUpTo(MOST_RUNS),
    )
    .option('--seed <n>', 'the same seed gives the same runs', anyWholeNumber, 1)
    .option('--report <file>', 'write the plan with the results of the first run')
    .option('--html <file>', 'write a page with pictures')
    .action(async (file: string, options: RehearseOptions) => {
      say(await rehearseFile(file, options), options);
    });
}

async function rehearseFile(file: string, options: RehearseOptions): Promise<CommandOutcome> {
  const document = readDocument(file);
  if (!document.ok) return document.error;
  const plan = planToRehearse(document.value);
  if (!plan.ok) return noRehearsal(file, plan.error);
  const { seed } = options;
  const scenario = scenarioOf(options);
  const rules = rulesOf(plan.value);
  const setting = { plan: plan.value, rules, scenario, from: thisMorning(new Date()) };
  const obstacle = whyNoRehearsal(plan.value, setting.from);
  if (obstacle !== null)
    return refused(`This plan can’t be rehearsed. ${obstacle}`, 'not-rehearsable');
  const runs = await rehearsedRuns(setting, options);
  const rehearsal = {
    plan: plan.value,
    scenario,
    seed,
    summary: summaryOf(plan.value, scenario, runs),
    notRehearsed: notRehearsed(plan.value, rules),
    cutShort: options.runs === undefined && runs.length < USUAL_RUNS ? CUT_SHORT : null,
  };
  const { html, report } = options;
  const [first] = runs;
  const unwritten =
    (html === undefined ? null : writeDocument(html, pageOf(rehearsal, runs))) ??
    (report === undefined || !first
      ? null
      : writeDocument(report, rehearsedPlan(document.value, first)));
  const { summary, notRehearsed: unseen } = rehearsal;
  return unwritten ?? done(rehearsalInWords(rehearsal), { seed, ...summary, notRehearsed: unseen });
}

const CUT_SHORT = 'The usual time allowed no more runs; --runs sets their number.';

function pageOf(rehearsal: Rehearsal, runs: readonly RehearsedRun[]): string {
  return rehearsalPage({ title: rehearsal.plan.title, shown: rehearsalShown(rehearsal, runs) });
}

function noRehearsal(file: string, why: NotPlanned): CommandOutcome {
  if (why.kind === 'no-phase') return failed(why.sentence, 'no-phase');
  const lines = why.problems.map(({ line, sentence }) => `${file}:${line}: ${sentence}`);
  const advice = `This plan can’t be carried out yet, so it can’t be rehearsed. To see everything that is wrong with it: phcc plan lint ${file}`;
  return refused([...lines, advice].join('\n'), 'plan-not-ready');
}

function scenarioOf(options: RehearseOptions): Scenario {
  const { usersPerDay, errorRate, regression, onset, outage, outageStart } = options;
  return {
    usersPerDay,
    errorRate,
    regression: regression === undefined ? null : { share: regression, onsetMinutes: onset },
    outage: outage === undefined ? null : { minutes: outage, startMinutes: outageStart ?? null },
    answers: [],
  };
}

async function rehearsedRuns(
  setting: RehearsalSetting,
  { seed, runs, json }: RehearseOptions,
): Promise<readonly RehearsedRun[]> {
  const begun = Date.now();
  const seconds = () => Math.floor((Date.now() - begun) / SECOND_MS);
  const most = runs ?? USUAL_RUNS;
  const progress = progressOn(process.stderr, { now: Date.now, asLines: json === true });
  const workDone = (count: number) =>
    runs === undefined ? `${count} runs in ${seconds()} seconds` : `${count} of ${runs} runs`;
  let finished = 0;
  const show = () => {
    const share = runs === undefined ? seconds() / USUAL_SECONDS : 0;
    progress.show(barInWords('Rehearsing', Math.max(share, finished / most), workDone(finished)));
  };
  const everySecond = setInterval(show, SECOND_MS);
  try {
    return await rehearseAll(setting, {
      seeds: seedsFrom(seed, most),
      mayBegin: () => runs !== undefined || seconds() < USUAL_SECONDS,
      onRun: (count) => {
        finished = count;
        show();
      },
    });
  } finally {
    clearInterval(everySecond);
    progress.clear();
  }
}
