import { durationInWords } from '../../../../lib/duration.ts';
import type { RehearsalSummary, Scenario } from '../../../../release/rehearsal/index.ts';
import { countInWords, inFigures, percent, ratioInWords, timeInWords } from './figures-in-words.ts';
import type { Rehearsal } from './rehearsal.ts';

/** A rehearsal for people who read. */
export function rehearsalInWords(rehearsal: Rehearsal): string {
  const { plan, scenario, summary, notRehearsed, seed } = rehearsal;
  return [
    plan.title,
    `Rehearsed ${inFigures(summary.runs)} ${summary.runs === 1 ? 'time' : 'times'} (seed ${seed}), with ${scenarioInWords(scenario)}.`,
    '',
    ...table(summary),
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

export const HEADINGS = ['Stage', 'Open to', 'Reached', 'Lasts', 'People', 'Catches from'];

export function verdictLines({ summary, scenario }: Rehearsal): readonly string[] {
  const { finished, falseRollback, detection, runs } = summary;
  const lines = [`Reached the end: ${percent(finished)} of runs.`];
  if (falseRollback) {
    const { rate, upper95 } = falseRollback;
    lines.push(
      `Rolled back without a reason: ${percent(rate)} of runs (by ${inFigures(runs)} runs, surely no more than ${percent(upper95)}).`,
    );
  }
  if (detection) {
    lines.push(
      `Rolled back for the failing answers: ${percent(detection.rate)} of runs, after ${timeInWords(detection.minutes)}.`,
      `People who met one: ${countInWords(detection.harmed)}.`,
    );
  }
  return scenario.regression && (detection?.rate ?? 0) < 1 ? [...lines, MISSED] : lines;
}

const MISSED =
  'Runs that were not rolled back: so few people failed that the numbers could not tell them from chance.';

const CAUSES = {
  dependency: 'the service behind the feature was down',
  incident: 'errors with the feature and without it',
  'sample-ratio': 'numbers that can’t be',
  blind: 'nothing was heard',
} as const;

export function holdLines({ holds }: RehearsalSummary): readonly string[] {
  if (holds.length === 0) return ['Held: never.'];
  return holds.map(
    ({ cause, share, minutes }) =>
      `Held because ${CAUSES[cause]}: ${percent(share)} of runs, for ${timeInWords(minutes)}.`,
  );
}

function unseenLines(notRehearsed: readonly string[]): readonly string[] {
  if (notRehearsed.length === 0) return [];
  return ['', 'Not rehearsed, and taken as met:', ...notRehearsed.map((text) => `  - ${text}`)];
}
