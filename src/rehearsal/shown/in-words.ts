import { durationInWords } from '../../lib/duration.ts';
import { inFigures, percent } from '../../lib/figures.ts';
import type { ReleasePlan } from '../../plan/index.ts';
import type { Scenario } from '../scenario.ts';
import { boundsOf, type Spread } from '../summary/shares.ts';
import type { StageSummary } from '../summary/stage-summary.ts';
import type { RehearsalSummary } from '../summary/summary.ts';

/** The answer of a rehearsal. */
export type Rehearsal = {
  readonly plan: ReleasePlan;
  readonly scenario: Scenario;
  readonly seed: number;
  readonly summary: RehearsalSummary;
  /** Criteria and rules that simulated traffic can’t show, in the plan’s words. */
  readonly notRehearsed: readonly string[];
  /** Why no more runs were made, as a sentence; null: as many were made as were asked for. */
  readonly cutShort: string | null;
};

/** A rehearsal for people who read. */
export function rehearsalInWords(rehearsal: Rehearsal): string {
  const { plan, summary, notRehearsed } = rehearsal;
  return [
    plan.title,
    introduction(rehearsal),
    '',
    ...table(summary),
    CATCHES,
    IN_BRACKETS,
    '',
    ...verdictLines(rehearsal),
    ...emptyStageLines(summary),
    ...holdLines(summary),
    ...unseenLines(notRehearsed),
  ].join('\n');
}

/** `Rehearsed 200 times (seed 1), with 2,300 people a day, 0.1% of requests failing anyway.` */
export function introduction({ scenario, summary, seed, cutShort }: Rehearsal): string {
  const times = `${inFigures(summary.runs)} ${summary.runs === 1 ? 'time' : 'times'}`;
  const limit = cutShort === null ? '' : ` ${cutShort}`;
  return `Rehearsed ${times} (seed ${seed}), with ${scenarioInWords(scenario)}.${limit}`;
}

function scenarioInWords({ usersPerDay, errorRate, regression, outage }: Scenario): string {
  const parts = [
    `${inFigures(usersPerDay)} people a day`,
    `${percent(errorRate)} of requests failing anyway`,
    regression &&
      `${percent(regression.share)} of the feature’s answers failing besides, ${onsetInWords(regression.onsetMinutes)}`,
    outage && `the service behind the feature down for ${durationInWords(outage.minutes)}`,
  ];
  return parts.filter((part) => part !== null).join(', ');
}

function onsetInWords(minutes: number): string {
  return minutes === 0 ? 'from the start' : `from ${durationInWords(minutes)} after the start`;
}

function table({ stages, runs }: RehearsalSummary): readonly string[] {
  const rows = [HEADINGS, ...stages.map((stage) => stageCells(stage, runs))];
  const widths = HEADINGS.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

export const CATCHES =
  'Catches from: the smallest rise of errors that the guard notices there four times in five. At 100% there are no people without the feature to compare with.';

export const IN_BRACKETS =
  'A share of runs is an estimate. In brackets: where the true share lies; each end holds with 95% confidence.';

export const HEADINGS = [
  'Stage',
  'Open to',
  'Reached',
  'Rolled back',
  'Lasts',
  'People',
  'Catches from',
];

/** A row of the table, in the order of its headings. */
export function stageCells(stage: StageSummary, runs: number): readonly string[] {
  return [
    stage.name,
    `${stage.percentage}%`,
    rateInWords(stage.reached, runs),
    rateInWords(stage.rolledBack, runs),
    timeInWords(stage.minutes),
    countInWords(stage.exposed),
    ratioInWords(stage.detectableRateRatio),
  ];
}

export function verdictLines({ summary }: Rehearsal): readonly string[] {
  const { finished, falseRollback, detection, runs, stages } = summary;
  const end = `Reached the end: ${rateInWords(finished, runs)} of runs.`;
  if (stages.every(isEmpty)) return [end, NO_ONE];
  return [
    end,
    ...(falseRollback
      ? [
          `Rolled back although the feature did no harm: ${rateInWords(falseRollback.rate, runs)} of runs.`,
        ]
      : []),
    ...(detection ? detectionInWords(detection, runs) : []),
  ];
}

const NO_ONE =
  'No person came while the feature was open, so these runs say nothing about harm. Rehearse with more people a day.';

/** In most runs no person came. */
function isEmpty({ exposed }: StageSummary): boolean {
  return (exposed.median ?? 0) === 0;
}

/** No data is never good data: of stages that were opened. */
export function emptyStageLines({ stages }: RehearsalSummary): readonly string[] {
  if (stages.every(isEmpty)) return [];
  return stages
    .filter((stage) => stage.reached > 0 && isEmpty(stage))
    .map(({ name }) => `${name}: in most runs no person came, so it says nothing about harm.`);
}

function detectionInWords(
  { rate, minutes, harmed }: NonNullable<RehearsalSummary['detection']>,
  runs: number,
): readonly string[] {
  const when = rate === 0 ? '' : `, after ${timeInWords(minutes)}`;
  return [
    `Rolled back for the failing answers: ${rateInWords(rate, runs)} of runs${when}.`,
    `People who met one: ${countInWords(harmed)}.`,
    ...(rate < 1 ? [MISSED] : []),
  ];
}

const MISSED =
  'In the other runs so few people failed that the numbers could not tell them from chance.';

const CAUSES = {
  dependency: 'the service behind the feature was down',
  incident: 'people had errors with the feature and without it',
  'sample-ratio': 'the numbers were impossible',
  unmeasured: 'a rule could not be measured',
  blind: 'no data came in',
  plan: 'the plan could no longer be read',
  drift: 'the flag was changed outside the release',
  rule: 'a rollback rule was broken',
  unsafe: 'it was not safe to switch off',
} as const;

export function holdLines({ stages, runs }: RehearsalSummary): readonly string[] {
  const lines = stages.flatMap(({ name, holds }) =>
    holds.map(
      ({ cause, share, minutes }) =>
        `Held in ${name} because ${CAUSES[cause]}: ${rateInWords(share, runs)} of runs, for ${timeInWords(minutes)}.`,
    ),
  );
  return lines.length === 0 ? ['Held: never.'] : lines;
}

function unseenLines(notRehearsed: readonly string[]): readonly string[] {
  if (notRehearsed.length === 0) return [];
  return [
    '',
    'Not rehearsed, and assumed to be met:',
    ...notRehearsed.map((text) => `  - ${text}`),
  ];
}

/** `0% (at most 1.5%)`, `83.33% (between 56.1% and 97.1%)` */
export function rateInWords(share: number, runs: number): string {
  const { lower95, upper95 } = boundsOf(Math.round(share * runs), runs);
  const least = percent(Math.floor(lower95 * 1_000) / 1_000);
  const most = percent(Math.ceil(upper95 * 1_000) / 1_000);
  if (share === 0) return `0% (at most ${most})`;
  return share === 1
    ? `100% (at least ${least})`
    : `${percent(share)} (between ${least} and ${most})`;
}

/** `2 days (9 in 10: 3 days)`; the second only where it differs. */
function timeInWords({ median, p90 }: Spread): string {
  return spreadInWords(median, p90, durationInWords);
}

function countInWords({ median, p90 }: Spread): string {
  return spreadInWords(median, p90, (count) => inFigures(count));
}

function spreadInWords(
  median: number | null,
  p90: number | null,
  inWords: (value: number) => string,
): string {
  if (median === null || p90 === null) return '–';
  const [usual, mostly] = [inWords(median), inWords(p90)];
  return usual === mostly ? usual : `${usual} (9 in 10: ${mostly})`;
}

function ratioInWords(ratio: number | null): string {
  return ratio === null
    ? 'none'
    : `${ratio.toLocaleString('en-US', { maximumSignificantDigits: 2 })} times`;
}
