import { durationInWords } from '../../../lib/duration.ts';
import {
  chanceOfPassing,
  type Forecast,
  planningFigures,
  type PlanningFigures,
} from '../../../guard/index.ts';
import { type FiguredStage, placeOfShare, rolloutStages } from '../../reading/stages.ts';
import { forecastOf } from '../../reading/traffic.ts';
import { type RuleHit, type Linted, type Rule, note } from '../../rule.ts';

/** How much worse a feature must be before a stage shows it, at this traffic. */
export const detectableRatio: Rule = {
  id: 'detectable-ratio',
  needs: ['users-per-day', 'baseline'],
  find: (context) =>
    rolloutStages(context.plan).flatMap((figured) => figuresFound(context, figured)),
};

function figuresFound(context: Linted, { stage, figures }: FiguredStage): readonly RuleHit[] {
  const forecast = forecastOf(context, figures);
  if (forecast === null) return [];
  const planned = { forecast, figures: planningFigures(forecast) };
  return [
    note(
      placeOfShare(stage),
      `“${stage.name}”: ${peopleInWords(planned)} ${harmInWords(planned)}`,
      'Nothing to do, if that is enough. A longer stage shows more.',
    ),
  ];
}

type StageOutlook = { readonly forecast: Forecast; readonly figures: PlanningFigures };

function peopleInWords({ forecast: { stage }, figures }: StageOutlook): string {
  const { expectedUsers, percentageForUsualSample: usual } = figures;
  const sentences = [
    `about ${Math.round(expectedUsers)} people are expected in ${durationInWords(stage.minutes)}.`,
    sampleInWords(stage.minimumUsers, figures.hoursToMinimum),
    usual === null
      ? 'Not even 100% would bring 500 people in that time.'
      : `About ${short(usual)}% would bring 500 people in that time.`,
  ];
  return sentences.filter((sentence) => sentence !== null).join(' ');
}

function sampleInWords(minimumUsers: number | null, hours: number | null): string | null {
  if (minimumUsers === null) return null;
  return hours === null
    ? `The ${minimumUsers} that it waits for never come.`
    : `The ${minimumUsers} that it waits for come in ${durationInWords(Math.ceil(hours) * 60)}.`;
}

function harmInWords({ forecast, figures: { detectableRateRatio } }: StageOutlook): string {
  const { percentage } = forecast.stage;
  if (percentage <= 0 || percentage >= 100) {
    return 'There is no one to compare with, so the guard can’t tell a harmful feature from a bad day.';
  }
  const missed = `twice as many pass unseen with a chance of ${short(100 * chanceOfPassing(forecast, 2))}%`;
  return detectableRateRatio === null
    ? `The guard can catch no rise of errors here; ${missed}.`
    : `The guard catches errors that are ${short(detectableRateRatio)} times as many with a chance of 80%; ${missed}.`;
}

/** Two figures that count, rounded up so that nothing sounds better than it is: 0.43, 4.3, 43. */
function short(value: number): string {
  const step = value >= 10 ? 1 : value >= 1 ? 10 : 100;
  return String(Math.ceil(value * step) / step);
}
