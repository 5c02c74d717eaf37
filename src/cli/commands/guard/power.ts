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
import { done, type Outcome } from '../../outcome.ts';
import { say, withJson, type CommonOptions } from '../../run.ts';
import { atLeastZero, budget, fraction, rateRatio } from '../../numbers.ts';

type Question = {
  readonly share: number;
  readonly erringUsers: number;
  readonly ratio?: number;
  readonly alpha: number;
  readonly tolerance: number;
  readonly shipped?: boolean;
};

type Figures = {
  readonly detectableRateRatio: number | null;
  /** Null when no rate ratio was asked about. */
  readonly power: number | null;
  readonly falseRollback: number;
};

export function powerCommand(): Command {
  return withJson(new Command('power'))
    .description('how small a rise of errors a stage can catch: exact, no simulation')
    .requiredOption('--share <share>', 'for what share of people the feature is open', fraction)
    .requiredOption(
      '--erring-users <number>',
      'people with an error anyway, both arms',
      atLeastZero,
    )
    .option('--ratio <ratio>', 'the chance to catch a rise to so many times', rateRatio)
    .option('--alpha <budget>', 'chance to call a harmless feature harmful', budget, ALPHA)
    .option('--tolerance <ratio>', 'rate ratio that is still no harm', rateRatio, 1)
    .option('--shipped', 'for the guard as it ships, not for the label evidence alone')
    .action((options: Question & CommonOptions) => {
      say(powerOutcome(options), options);
    });
}

export function powerOutcome({
  share,
  erringUsers,
  ratio,
  alpha,
  tolerance,
  shipped = false,
}: Question): Outcome {
  const threshold = shipped ? shippedThreshold(alpha) : thresholdAt(alpha);
  const stage: GuardedStage = { share, erringUsers, threshold, tolerance };
  const figures: Figures = {
    detectableRateRatio: detectableRateRatio(stage),
    power: ratio === undefined ? null : power(stage, ratio),
    falseRollback: falseRollback(stage),
  };
  return done(inWords(figures, { stage, ratio, shipped }), figures);
}

type Asked = {
  readonly stage: GuardedStage;
  readonly ratio: number | undefined;
  readonly shipped: boolean;
};

function inWords(figures: Figures, { stage, ratio, shipped }: Asked): string {
  const lines = [
    detectableInWords(figures.detectableRateRatio),
    figures.power === null || ratio === undefined
      ? null
      : `A rise to ${ratio} times is caught with a chance of ${percent(figures.power)}.`,
    `A feature that does no harm is rolled back with a chance of ${percent(figures.falseRollback)}.`,
    shipped
      ? null
      : 'This is the label evidence alone. For the guard as it ships, which can promise less, add --shipped.',
    stage.erringUsers > MOST_LABELS
      ? `Only the first ${MOST_LABELS} people with an error are computed; the stage catches no less than this.`
      : null,
  ];
  return lines.filter((line) => line !== null).join('\n');
}

function detectableInWords(rateRatio: number | null): string {
  if (rateRatio === null) {
    return 'This stage, at this traffic, can catch no rise of errors: it needs enough people with the feature, enough without, and some with an error.';
  }
  // Rounded up: a stage must not promise more than it can catch.
  const promised = Math.ceil(rateRatio * 100) / 100;
  return `This stage, at this traffic, can catch a rise to ${promised} times the usual error share (with a chance of 80 %).`;
}

function percent(chance: number): string {
  return `${Number((100 * chance).toPrecision(3))} %`;
}
