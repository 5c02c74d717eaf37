import { readFileSync } from 'node:fs';

import { chanceOf } from '../src/rehearsal/people/chance.ts';
import { QUIET, rehearseOnce, type RehearsalSetting } from '../src/rehearsal/index.ts';
import { rulesOf } from '../src/release/decisions/index.ts';
import { parseMarkdown } from '../src/plan/text/markdown.ts';
import { readPlan, releasePlan } from '../src/plan/index.ts';
import { lintPlan, type LintContext } from '../src/lint/index.ts';
import { percentile, printTable } from './table.ts';
import { ordinaryText, worstTexts } from './worst-texts.ts';

/**
 * What reading and linting a long plan costs beside the Markdown library's own parse of it, and what rehearsing a
 * month of 10,000 people a day costs beside drawing as many random numbers. Processor time, the median of several.
 */
const PLAN = readFileSync('release-plans/personal-health-care-contacts-mvp.md', 'utf8');
const LONG_PLAN_BYTES = 200_000;
const REPEATS = 7;
/** A plan has 256 kB at most. */
const MEGABYTE = 1_000_000;
const PLANS_PER_MEGABYTE = 4;
const SHOWN = 5;
const MONTH_MINUTES = 30 * 24 * 60;

const longPlan = ordinaryText(LONG_PLAN_BYTES);
printTable(`A plan of ${Math.round(Buffer.byteLength(longPlan) / 1000)} kB`, [
  row('the Markdown library’s parse (the limit)', () => parseMarkdown(longPlan)),
  row('readPlan', () => readPlan(longPlan)),
  row('readPlan and lintPlan', () => lintPlan(contextOf(longPlan))),
]);

const ordinary = ordinaryText(MEGABYTE / PLANS_PER_MEGABYTE);
const candidates = worstTexts(MEGABYTE / PLANS_PER_MEGABYTE);
const worst = candidates
  .map(({ name, text }) => ({ name, text, once: costOf(text) }))
  .toSorted((one, other) => other.once - one.once)
  .slice(0, SHOWN);
printTable(
  `1 MB of text, in ${PLANS_PER_MEGABYTE} plans: readPlan and lintPlan of the worst of ${candidates.length} texts`,
  [{ name: 'an ordinary plan', text: ordinary }, ...worst].map(({ name, text }) => ({
    name,
    value: megabyteOf(text),
    unit: 'ms of processor time',
  })),
);

const setting = monthLong();
const { randomNumbers, minutes } = rehearseOnce(setting, 1);
printTable(
  `A rehearsal of ${minutes / 24 / 60} days with 10,000 people a day, ${randomNumbers.toLocaleString('en-US')} random numbers`,
  [
    row('drawing these numbers (the limit)', () => drawn(randomNumbers)),
    row('rehearseOnce', () => rehearseOnce(setting, 1)),
  ],
);

function row(name: string, work: () => unknown) {
  work();
  const times = Array.from({ length: REPEATS }, () => cpuMilliseconds(work));
  return { name, value: percentile(times, 0.5), unit: 'ms of processor time' };
}

function costOf(text: string): number {
  return cpuMilliseconds(() => lintPlan(contextOf(text)));
}

/** Read as many times as make a megabyte. */
function megabyteOf(text: string): number {
  return cpuMilliseconds(() => {
    for (let left = PLANS_PER_MEGABYTE; left > 0; left -= 1) lintPlan(contextOf(text));
  });
}

function cpuMilliseconds(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Everything that can be asked without a server or other plans. */
function contextOf(text: string): LintContext {
  const plan = readPlan(text);
  return { plan, usersPerDay: 2_300, baseline: 0.006, against: [], server: null, now: new Date() };
}

function monthLong(): RehearsalSetting {
  const plan = releasePlan(readPlan(PLAN));
  if (!plan.ok) throw new Error('our own plan can’t be carried out');
  const perStage = Math.floor(MONTH_MINUTES / plan.value.stages.length);
  const stages = plan.value.stages.map((stage) => ({ ...stage, minimumMinutes: perStage }));
  const scenario = { ...QUIET, usersPerDay: 10_000 };
  return {
    plan: { ...plan.value, stages },
    rules: rulesOf(plan.value),
    scenario,
    from: new Date(),
  };
}

function drawn(count: number): number {
  const chance = chanceOf(1);
  let sum = 0;
  for (let left = count; left > 0; left -= 1) sum += chance.fraction();
  return sum;
}
