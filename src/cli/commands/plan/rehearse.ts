import { writeFileSync } from 'node:fs';

import { Command } from 'commander';

import { noPhaseIn, readPlan, releasePlan, type ReleasePlan } from '../../../plan/index.ts';
import {
  notRehearsed,
  QUIET,
  rehearsedPlan,
  seedsFrom,
  summaryOf,
  type RehearsedRun,
  type Scenario,
  type Setting,
} from '../../../rehearsal/index.ts';
import { rulesOf, unreadableRules } from '../../../release/decisions/index.ts';
import { err, type Result } from '../../../lib/result.ts';
import { minutes } from '../../duration.ts';
import { done, failed, refused, type Outcome } from '../../outcome.ts';
import { say, withJson, type CommonOptions } from '../../run.ts';
import { fraction } from '../../share.ts';
import { readDocument } from './document.ts';
import { rehearseAll } from './rehearse/crew.ts';
import { rehearsalInWords } from './rehearse/in-words.ts';
import { people, runCount, seedNumber } from './rehearse/options.ts';
import { rehearsalPage } from './rehearse/page.tsx';
import { progressBar } from '../../progress-bar.ts';

type RehearseOptions = CommonOptions & {
  readonly usersPerDay: number;
  readonly errorRate: number;
  readonly regression?: number;
  readonly onset: number;
  readonly outage?: number;
  readonly outageStart?: number;
  readonly runs: number;
  readonly seed: number;
  readonly report?: string;
  readonly html?: string;
};

export function rehearseCommand(): Command {
  return withJson(new Command('rehearse'))
    .description('the plan carried out in virtual time, many times over; needs no server')
    .argument('<file>', 'a release plan in Markdown')
    .option('--users-per-day <n>', 'people a day, open or not', people, QUIET.usersPerDay)
    .option('--error-rate <share>', 'requests that fail anyway', fraction, QUIET.errorRate)
    .option('--regression <share>', 'answers of the feature that it makes fail', fraction)
    .option('--onset <duration>', 'how long after the first stage opened they begin', minutes, 0)
    .option('--outage <duration>', 'how long the service behind the feature is down', minutes)
    .option('--outage-start <duration>', 'how long after the start (default: at random)', minutes)
    .option('--runs <n>', 'how often it is carried out', runCount, 200)
    .option('--seed <n>', 'the same seed gives the same runs', seedNumber, 1)
    .option('--report <file>', 'write the plan as the first run fills it in')
    .option('--html <file>', 'write a page with pictures')
    .action(async (file: string, options: RehearseOptions) => {
      say(await rehearseFile(file, options), options);
    });
}

async function rehearseFile(file: string, options: RehearseOptions): Promise<Outcome> {
  const document = readDocument(file);
  if (!document.ok) return document.error;
  const plan = planToRehearse(file, document.value);
  if (!plan.ok) return plan.error;
  const { seed } = options;
  const scenario = scenarioOf(options);
  const rules = rulesOf(plan.value);
  const setting = { plan: plan.value, rules, scenario, from: thisMorning(new Date()) };
  const runs = await rehearsedRuns(setting, options);
  const rehearsal = {
    plan: plan.value,
    scenario,
    seed,
    summary: summaryOf(plan.value, scenario, runs),
    notRehearsed: notRehearsed(plan.value, rules),
  };
  const page = () => rehearsalPage(rehearsal, runs);
  const report = () =>
    runs
      .slice(0, 1)
      .map((run) => rehearsedPlan(document.value, run))
      .join('');
  const unwritten = writeText(options.html, page) ?? writeText(options.report, report);
  const { summary, notRehearsed: unseen } = rehearsal;
  return unwritten ?? done(rehearsalInWords(rehearsal), { seed, ...summary, notRehearsed: unseen });
}

/** A plan may be rehearsed before its toggle has a name. */
function planToRehearse(file: string, document: string): Result<ReleasePlan, Outcome> {
  const written = readPlan(document);
  const unrecognised = noPhaseIn(written);
  if (unrecognised !== null) return err(failed(unrecognised, 'no-phase'));
  const plan = releasePlan(written.toggles.length > 0 ? written : { ...written, toggles: UNNAMED });
  const problems = plan.ok ? unreadableRules(plan.value) : plan.error;
  if (plan.ok && problems.length === 0) return plan;
  const lines = problems.map(({ line, sentence }) => `${file}:${line}: ${sentence}`);
  const advice = `This plan can’t be carried out yet, so it can’t be rehearsed. All that is wrong with it: phcc plan lint ${file}`;
  return err(refused([...lines, advice].join('\n'), 'plan-not-ready'));
}

const UNNAMED = [{ words: 'unnamed', span: { start: 0, end: 0 } }];

/** Two in the afternoon UTC, morning in the East: the hour changes what happens, and one seed is to give one result. */
function thisMorning(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), 14));
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
  setting: Setting,
  { seed, runs }: RehearseOptions,
): Promise<readonly RehearsedRun[]> {
  const bar = progressBar('Rehearsing', runs, process.stderr);
  const rehearsed = await rehearseAll(setting, seedsFrom(seed, runs), bar.show);
  bar.clear();
  return rehearsed;
}

function writeText(file: string | undefined, text: () => string): Outcome | null {
  if (file === undefined) return null;
  try {
    writeFileSync(file, text());
    return null;
  } catch {
    return failed(
      `${file} can’t be written. Does its folder exist, and may you write there?`,
      'unwritable',
    );
  }
}
