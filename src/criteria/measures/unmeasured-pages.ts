import type { Criterion } from '../criterion.ts';
import { MEASURE_LIST, MEASURES } from './catalogue.ts';
import type { CountedUnit } from './units.ts';

/** Whether a criterion is about what pages report, or weighed by it. */
export function asksPages({ measure, per, sample }: Criterion): boolean {
  const isOfPages = [measure, per].some((name) => name !== null && isPageMeasure(name));
  return isOfPages || (sample !== null && isPageUnit(sample.unit));
}

export function isPageMeasure(name: Criterion['measure']): boolean {
  return MEASURES[name].from === 'page events';
}

const isPageUnit = (unit: CountedUnit) => unit === 'page views' || unit === 'survey answers';

/** Why a measure of page events can’t be had in the way that this asks for; null where it can, or is another. */
export function whyNotOfPages(criterion: Criterion): string | null {
  if (criterion.per !== null || !isPageMeasure(criterion.measure)) return null;
  return (
    ofDenominator(criterion) ??
    ofOption(criterion) ??
    ofPeople(criterion) ??
    ofSample(criterion) ??
    ofLimit(criterion)
  );
}

/** What another program has to do for a feature whose pages are not this program’s, and what is measured without. */
export function whyNoPages(criterion: Criterion): string | null {
  if (!asksPages(criterion)) return null;
  const others = MEASURE_LIST.filter(({ measured, from }) => measured && from !== 'page events');
  const names = others.map(({ name }) => name).join(', ');
  return `It needs page events, and the pages of this feature are not this program’s: whoever carries it must report them (POST /v0/events). Until then it is inconclusive, and no stage can pass it. Measured without them are: ${names}.`;
}

/** The script of the survey’s page knows no other. */
const SURVEY_OPTIONS: readonly string[] = ['helpful', 'not helpful'];

/** What happened is told of views and people, and not of visits. */
const WHOLES: readonly CountedUnit[] = ['page views', 'people', 'survey answers'];
const COUNTED: readonly CountedUnit[] = [...WHOLES, 'visits'];

function ofDenominator({ measure, denominator }: Criterion): string | null {
  if (denominator === null || WHOLES.includes(denominator)) return null;
  const [usual = ''] = MEASURES[measure].denominators;
  return `Nothing measures “${measure}” as a share of ${denominator} yet. Write “of ${usual}”.`;
}

function ofOption({ filter: { option } }: Criterion): string | null {
  if (option === null || SURVEY_OPTIONS.includes(option.toLowerCase())) return null;
  return `The survey does not offer “${option}”. Write “helpful” or “not helpful”.`;
}

/** The survey is shown and answered once a person and stage, so that its counts are people. */
const ONCE_A_PERSON: readonly string[] = ['survey answers', 'survey answer rate', 'share choosing'];

/** Other people are counted once a stage, and not by the hour. */
function ofPeople({ measure, denominator, sample, window, condition }: Criterion): string | null {
  const isOfPeople = denominator === 'people' || sample?.unit === 'people';
  if (!isOfPeople || ONCE_A_PERSON.includes(measure)) return null;
  if (window.kind === 'last') {
    return `People who “${measure}” is about are counted once a stage. Write “in this stage”, or “of page views” and “at least … page views”.`;
  }
  return isComparedWithin(condition)
    ? 'People without the feature are not counted by page events. Write “of page views”.'
    : null;
}

const isComparedWithin = (condition: Criterion['condition']) =>
  condition.kind !== 'fixed' && condition.reference.kind === 'closed-cohort';

function ofSample({ measure, sample, window, condition }: Criterion): string | null {
  if (sample !== null && !COUNTED.includes(sample.unit)) {
    return `“${measure}” is not weighed by ${sample.unit}. Write “at least ${sample.count} ${MEASURES[measure].sampleUnit}”.`;
  }
  if (sample?.unit === 'visits' && isComparedWithin(condition)) {
    return `People without the feature don’t open its page, and have no visits of it. Write “at least ${sample.count} page views”.`;
  }
  return window.kind === 'stage' || window.ms % MINUTE_MS === 0
    ? null
    : `Page events are counted by whole minutes. Write “over ${Math.ceil(window.ms / MINUTE_MS)} minutes”.`;
}

const MINUTE_MS = 60_000;
/** Where the classes end in which amounts are counted, in milliseconds. */
const LONGEST_WAIT_MS = 10_000;
const LONGEST_STAY_MS = 10 * MINUTE_MS;

const HIGHEST_SHIFT = 1;

function ofLimit({ measure, condition }: Criterion): string | null {
  if (measure === 'layout shift') return ofShift(condition);
  if (condition.kind !== 'fixed' || condition.limit.kind !== 'duration') return null;
  const isStay = measure === 'time on page';
  if (condition.limit.ms <= (isStay ? LONGEST_STAY_MS : LONGEST_WAIT_MS)) return null;
  const longest = isStay ? '10 minutes' : '10 seconds';
  return `Times above ${longest} are not told apart here. Write a limit of at most ${longest}.`;
}

function ofShift(condition: Criterion['condition']): string | null {
  if (condition.kind !== 'fixed' || condition.limit.kind !== 'count') return null;
  return condition.limit.count <= HIGHEST_SHIFT
    ? null
    : `Layout shifts above ${HIGHEST_SHIFT} are not told apart here. Write a limit of at most ${HIGHEST_SHIFT}.`;
}
