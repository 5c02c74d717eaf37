import { Command } from 'commander';

import {
  ALPHA,
  detectableRateRatio,
  falseRollback,
  MOST_LABELS,
  power,
  shippedThreshold,
  type GuardedStage,
  thresholdAt,
} from '../../../guard/index.ts';
import { done, type CommandOutcome } from '../../outcome.ts';
import { say, withJson, type CommonOptions } from '../../run.ts';
import { atLeastZero, budget, fraction, rateRatio } from '../../numbers.ts';

type PowerOptions = {
  readonly share: number;
  readonly erringUsers: number;
  readonly ratio?: number;
  readonly alpha: number;
  readonly tolerance: number;
  readonly shipped?: boolean;
};

export function powerCommand(): Command {
  return withJson(new Command('power'))
    .description('compute how small a rise of errors a stage can catch: exact, no simulation')
    .requiredOption('--share <share>', 'for what share of people the feature is open', fraction)
    .requiredOption(
      '--erring-users <number>',
      'people who have an error in any case, with or without the feature',
      atLeastZero,
    )
    .option(
      '--ratio <ratio>',
      'also compute the chance to catch a rise to so many times',
      rateRatio,
    )
    .option('--alpha <budget>', 'chance to call a harmless feature harmful', budget, ALPHA)
    .option('--tolerance <ratio>', 'rate ratio that is still no harm', rateRatio, 1)
    .option('--shipped', 'for the guard as it ships, not for the label evidence alone')
    .action((options: PowerOptions & CommonOptions) => {
      say(powerOutcome(options), options);
    });
}

export function powerOutcome(options: PowerOptions): CommandOutcome {
  const { share, erringUsers, ratio, alpha, tolerance, shipped = false } = options;
  const threshold = shipped ? shippedThreshold(alpha) : thresholdAt(alpha);
  const stage: GuardedStage = { share, erringUsers, threshold, tolerance };
  const figures = {
    detectableRateRatio: detectableRateRatio(stage),
    /** Null without --ratio. */
    power: ratio === undefined ? null : power(stage, ratio),
    falseRollback: falseRollback(stage),
  };
  const lines = [
    detectableInWords(figures.detectableRateRatio),
    figures.power !== null &&
      `A rise to ${ratio} times is caught with a chance of ${percent(figures.power)}.`,
    `A feature that does no harm is rolled back with a chance of ${percent(figures.falseRollback)}.`,
    !shipped &&
      'This is the label evidence alone. For the guard as it ships, which can promise less, add --shipped.',
    erringUsers > MOST_LABELS &&
      `Only the first ${MOST_LABELS} people with an error are computed; the stage catches no less than this.`,
  ];
  return done(lines.filter((line) => line !== false).join('\n'), figures);
}

function detectableInWords(rateRatio: number | null): string {
  if (rateRatio === null) {
    return 'This stage, at this traffic, can catch no rise of errors: it needs enough people with the feature, enough without, and some with an error.';
  }
  // Rounded up: a stage must not promise more than it can catch.
  const promised = Math.ceil(rateRatio * 100) / 100;
  return `This stage, at this traffic, can catch a rise to ${promised} times the usual error share (with a chance of 80%).`;
}

function percent(chance: number): string {
  return `${Number((100 * chance).toPrecision(3))}%`;
}
