import { durationInWords } from '../../../../lib/duration.ts';
import { inFigures, percent } from '../../../../lib/figures.ts';
import type { RehearsalSummary, Scenario } from '../../../../rehearsal/index.ts';
import { countInWords, ratioInWords, timeInWords } from './figures-in-words.ts';
import type { Rehearsal } from './rehearsal.ts';

/** A rehearsal for people who read. */
export function rehearsalInWords(rehearsal: Rehearsal): string {
  const { plan, scenario, summary, notRehearsed, seed } = rehearsal;
  return [
    plan.title,
    `Rehearsed ${inFigures(summary.runs)} ${summary.runs === 1 ? 'time' : 'times'} (seed ${seed}), with ${scenarioInWords(scenario)}.`,
    '',
    ...table(summary),
    CATCHES,
    '',
    ...verdictLines(rehearsal),
    ...holdLines(summary),
    ...unseenLines(notRehearsed),
  ].join('\n');
}

export function scenarioInWords({ usersPerDay, errorRate, regression, outage }: Scenario): string {
  const parts = [
    `${inFigures(usersPerDay)} people a day`,
    `${percent(errorRate)} of requests failing anyway`,
    regression &&
      `${percent(regression.share)} of the feature’s answers failing besides, from ${durationInWords(regression.onsetMinutes)} after the start`,
    outage && `the service behind the feature down for ${durationInWords(outage.minutes)}`,
  ];
  return parts.filter((part) => part !== null).join(', ');
}

function table({ stages }: RehearsalSummary): readonly string[] {
  const rows = [
    HEADINGS,
    ...stages.map((stage) => [
      stage.name,
      `${stage.percentage} %`,
      percent(stage.reached),
      percent(stage.rolledBack),
      timeInWords(stage.minutes),
      countInWords(stage.exposed),
      ratioInWords(stage.detectableRateRatio),
    ]),
  ];
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
  'Catches from: the smallest rise of errors that the guard notices there four times in five. At 100 % there is nobody to compare with.';

export const HEADINGS = [
  'Stage',
  'Open to',
  'Reached',
  'Taken back',
  'Lasts',
  'People',
  'Catches from',
];

export function verdictLines({ summary }: Rehearsal): readonly string[] {
  const { finished, falseRollback, detection, runs } = summary;
  return [
    `Reached the end: ${percent(finished)} of runs.`,
    ...(falseRollback ? [falselyInWords(falseRollback, runs)] : []),
    ...(detection ? detectionInWords(detection) : []),
  ];
}

type False = NonNullable<RehearsalSummary['falseRollback']>;
type Detection = NonNullable<RehearsalSummary['detection']>;

function falselyInWords({ rate, upper95 }: False, runs: number): string {
  const bound = `by ${inFigures(runs)} runs, surely no more than ${percent(upper95)}`;
  return `Rolled back although the feature did no harm: ${percent(rate)} of runs (${bound}).`;
}

function detectionInWords({ rate, minutes, harmed }: Detection): readonly string[] {
  const when = rate === 0 ? 'never' : `${percent(rate)} of runs, after ${timeInWords(minutes)}`;
  return [
    `Rolled back for the failing answers: ${when}.`,
    `People who met one: ${countInWords(harmed)}.`,
    ...(rate < 1 ? [MISSED] : []),
  ];
}

const MISSED =
  'In the other runs so few people failed that the numbers could not tell them from chance.';

const CAUSES = {
  dependency: 'the service behind the feature was down',
  incident: 'errors with the feature and without it',
  'sample-ratio': 'numbers that can’t be',
  blind: 'nothing was heard',
  drift: 'the flag was changed outside the release',
  rule: 'a rollback rule was broken',
  unsafe: 'it was not safe to switch off',
} as const;

export function holdLines({ stages }: RehearsalSummary): readonly string[] {
  const lines = stages.flatMap(({ letter, holds }) =>
    holds.map(
      ({ cause, share, minutes }) =>
        `Held in Stage ${letter} because ${CAUSES[cause]}: ${percent(share)} of runs, for ${timeInWords(minutes)}.`,
    ),
  );
  return lines.length === 0 ? ['Held: never.'] : lines;
}

function unseenLines(notRehearsed: readonly string[]): readonly string[] {
  if (notRehearsed.length === 0) return [];
  return ['', 'Not rehearsed, and taken as met:', ...notRehearsed.map((text) => `  - ${text}`)];
}
