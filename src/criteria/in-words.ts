import type {
  Cause,
  Condition,
  Criterion,
  Filter,
  Quantity,
  Reference,
  Sample,
  StatusRange,
  Window,
  CriterionDraft,
} from './criterion.ts';
import { measureInWords, MEASURES } from './measures/catalogue.ts';
import { UNITS } from './measures/units.ts';
import { inQuotes, plainWords } from './reading/words/names.ts';

/** The one text that every way of writing this criterion comes to; read again, it gives the same criterion. */
export function criterionInWords(criterion: Criterion): string {
  return draftInWords(criterion);
}

/** What is there of a criterion, in the same words. */
export function draftInWords(draft: CriterionDraft): string {
  const { condition, window, sample } = draft;
  const clauses = [
    subjectInWords(draft),
    condition && conditionInWords(condition),
    denominatorInWords(draft),
    window && windowInWords(window),
  ].filter((clause) => clause !== null);
  const asked = sample && `, at least ${sampleInWords(sample)}`;
  return `${clauses.join(' ')}${asked ?? ''}`;
}

/** `200 requests`, `1 person`. */
function sampleInWords({ count, unit }: Sample): string {
  return `${count} ${count === 1 ? UNITS[unit][0] : unit}`;
}

/** What is measured: `letters error rate without status 401`. */
export function subjectInWords(
  draft: Omit<CriterionDraft, 'condition' | 'window' | 'sample' | 'denominator'>,
): string {
  const { surface, statistic, filter } = draft;
  const option = filter.option && inQuotes(filter.option);
  const words = [surface, measureInWords(draft), option, statistic, ...filterInWords(filter)];
  return words.filter((word) => word !== null).join(' ');
}

function filterInWords(filter: Filter): readonly (string | null)[] {
  const { endpoint, withStatus, withoutStatus, cause, slowerThanMs } = filter;
  return [
    endpoint && `on ${plainWords(endpoint)}`,
    withStatus.length > 0 ? `with status ${statusesInWords(withStatus)}` : null,
    withoutStatus.length > 0 ? `without status ${statusesInWords(withoutStatus)}` : null,
    cause && `caused by ${causeInWords(cause)}`,
    slowerThanMs === null ? null : `slower than ${lengthInWords(slowerThanMs)}`,
  ];
}

function statusesInWords(ranges: readonly StatusRange[]): string {
  return ranges.map(statusInWords).join(', ');
}

function statusInWords({ from, to }: StatusRange): string {
  if (from === to) return `${from}`;
  return from % 100 === 0 && to === from + 99 ? `${from / 100}xx` : `${from}-${to}`;
}

function causeInWords(cause: Cause): string {
  if (cause.kind === 'dependency') return plainWords(cause.name);
  return cause.kind === 'us' ? 'us' : 'the client';
}

/** What is asked of the value: `< 1%`, `<= 120% of the closed cohort`. */
export function conditionInWords(condition: Condition): string {
  switch (condition.kind) {
    case 'fixed':
      return `${condition.comparison} ${quantityInWords(condition.limit)}`;
    case 'relative':
      return `${condition.comparison} ${condition.percent}% of ${referenceInWords(condition.reference)}`;
    case 'near': {
      const unit = condition.of === 'percent' ? '%' : ' points';
      return `within ${condition.tolerance}${unit} of ${referenceInWords(condition.reference)}`;
    }
  }
}

export function referenceInWords(reference: Reference): string {
  switch (reference.kind) {
    case 'baseline': {
      const stated = reference.stated && ` ${quantityInWords(reference.stated)}`;
      return `the baseline${stated ?? ''}`;
    }
    case 'closed-cohort':
      return 'the closed cohort';
    case 'flag-share':
      return 'the flag share';
  }
}

function quantityInWords(quantity: Quantity): string {
  switch (quantity.kind) {
    case 'percent':
      return `${quantity.percent}%`;
    case 'count':
      return `${quantity.count}`;
    case 'duration':
      return lengthInWords(quantity.ms);
  }
}

/** A share of a reference is of its usual denominator unless another one is named. */
function denominatorInWords({ measure, condition, denominator }: CriterionDraft): string | null {
  if (denominator === null) return null;
  const usual = MEASURES[measure].denominators[0] === denominator;
  return condition?.kind === 'fixed' || !usual ? `of ${denominator}` : null;
}

export function windowInWords(window: Window): string {
  return window.kind === 'stage' ? 'in this stage' : `over ${lengthInWords(window.ms)}`;
}

const UNITS_OF_TIME = [
  { name: 'day', ms: 86_400_000 },
  { name: 'hour', ms: 3_600_000 },
  { name: 'minute', ms: 60_000 },
  { name: 'second', ms: 1000 },
] as const;

/** In the largest unit that it is a whole number of: `36 hours`, `1500 ms`. */
function lengthInWords(ms: number): string {
  const unit = UNITS_OF_TIME.find((candidate) => ms > 0 && ms % candidate.ms === 0);
  if (!unit) return `${ms} ms`;
  const count = ms / unit.ms;
  return count === 1 ? `1 ${unit.name}` : `${count} ${unit.name}s`;
}
