import { err, ok, type Result } from '../../lib/result.ts';
import { NO_FILTER, type CriterionDraft } from '../criterion.ts';
import {
  MEASURE_NAMES,
  MEASURES,
  measureOf,
  shareTwinOf,
  type MeasureName,
} from '../measures/catalogue.ts';
import { hasStatistic } from '../measures/measure.ts';
import { problemAt, type Complaint, type CriterionProblem } from './problem.ts';
import { wordsBefore, type WordsBefore } from './words-before.ts';
import { nameAt } from './words/names.ts';
import { longestAt, nearest } from './words/phrases.ts';
import { statusAt, statusesAt } from './words/status.ts';
import type { Token } from './words/tokens.ts';

/** `at` is the token after it. */
export type ReadSubject = { readonly draft: CriterionDraft; readonly at: number };

/** What is measured, from `from` on: words of a surface, then a measure; a statistic or a status may stand among them. */
export function readSubject(
  tokens: readonly Token[],
  from: number,
): Result<ReadSubject, CriterionProblem> {
  const found = ratioIn(tokens, from) ?? findMeasure(tokens, from) ?? statusesAlone(tokens, from);
  if (!found) return unknownMeasure(tokens, from);
  const before = wordsBefore(tokens.slice(from, found.at));
  if (before === null) return err(problemAt({ tokens, at: from, draft: null }, NO_SURFACE));
  const draft = draftOf(found, before);
  const complaint = complaintAbout(draft);
  if (complaint) return err(problemAt({ tokens, at: from, draft: null }, complaint));
  const subject = { draft, at: found.at + found.length };
  return MEASURES[draft.measure].filters.includes('option')
    ? withOption(tokens, subject)
    : ok(subject);
}

/** What people chose stands right behind the measure. */
function withOption(
  tokens: readonly Token[],
  { draft, at }: ReadSubject,
): Result<ReadSubject, CriterionProblem> {
  const option = nameAt(tokens, at);
  if (!option) return err(problemAt({ tokens, at, draft }, NO_OPTION));
  const filter = { ...draft.filter, option: option.found };
  return ok({ draft: { ...draft, filter }, at: at + option.length });
}

const NO_OPTION: Complaint = {
  problem: 'bad-filter',
  expected: 'what people chose, in quotation marks, such as “very easy”',
};

const NO_SURFACE: Complaint = {
  problem: 'unknown-measure',
  expected: 'a measure, or the name of a surface and then a measure',
  because: 'The words before the measure are no name.',
};

function draftOf(
  { measure, per }: FoundMeasure,
  { surface, share, statistic, withStatus }: WordsBefore,
): CriterionDraft {
  return {
    surface,
    measure: share && per === null ? (shareTwinOf(measure) ?? measure) : measure,
    per,
    statistic,
    filter: { ...NO_FILTER, withStatus },
    condition: null,
    denominator: null,
    window: null,
    sample: null,
  };
}

/** What stood before the measure and does not go with it. */
function complaintAbout(draft: CriterionDraft): Complaint | null {
  const { measure, statistic, filter } = draft;
  const { kind, filters } = measureOf(draft);
  if (statistic !== null && !hasStatistic({ kind })) {
    return {
      problem: 'unknown-statistic',
      expected: `“${measure}” alone`,
      because: 'Only a length of time or a score has a statistic.',
    };
  }
  if (filter.withStatus.length > 0 && !filters.includes('status')) {
    return {
      problem: 'bad-filter',
      expected: `“${measure}” alone`,
      because: `“${measure}” knows no HTTP status.`,
    };
  }
  return null;
}

type FoundMeasure = {
  readonly measure: MeasureName;
  readonly per: MeasureName | null;
  readonly at: number;
  readonly length: number;
};

const COUNT_NAMES = MEASURE_NAMES.filter(({ measure }) => MEASURES[measure].kind === 'count');

/** `ratio of errors to visits`, `errors / visits`. */
function ratioIn(tokens: readonly Token[], from: number): FoundMeasure | null {
  for (let at = from; at < tokens.length; at += 1) {
    const lead = tokens[at]?.text === 'ratio' && tokens[at + 1]?.text === 'of' ? 2 : 0;
    const top = longestAt(tokens, at + lead, COUNT_NAMES);
    if (!top) continue;
    const joint = at + lead + top.length;
    if (tokens[joint]?.text !== (lead > 0 ? 'to' : '/')) continue;
    const whole = longestAt(tokens, joint + 1, COUNT_NAMES);
    if (!whole) continue;
    const { measure } = top.found;
    const length = joint + 1 + whole.length - at;
    return { measure, per: whole.found.measure, at, length };
  }
  return null;
}

/** The first measure that is named; of two that stand side by side the second, for the first tells which. */
function findMeasure(tokens: readonly Token[], from: number): FoundMeasure | null {
  const end = endOfWords(tokens, from);
  for (let at = from; at < end; at += 1) {
    const match = longestAt(tokens, at, MEASURE_NAMES);
    if (!match) continue;
    const found = { measure: match.found.measure, per: null, at, length: match.length };
    return measureAt(tokens, at + match.length) ? findMeasure(tokens, at + match.length) : found;
  }
  return null;
}

const measureAt = (tokens: readonly Token[], at: number) => longestAt(tokens, at, MEASURE_NAMES);

/** `422 <= 5%` and `500s <= 5%` are about the error rate. */
function statusesAlone(tokens: readonly Token[], from: number): FoundMeasure | null {
  const statuses = statusesAt(tokens, from);
  const at = endOfWords(tokens, from);
  if (statuses?.length !== at - from) return null;
  return { measure: 'error rate', per: null, at, length: 0 };
}

function endOfWords(tokens: readonly Token[], from: number): number {
  const end = tokens.findIndex(
    ({ kind }, index) => index >= from && kind !== 'word' && !statusAt(tokens, index),
  );
  return end === -1 ? tokens.length : end;
}

const NAMES = MEASURE_NAMES.map(({ name }) => name);
const EXAMPLES = 'a measure, such as “error rate”, “response time” or “people”';

function unknownMeasure(tokens: readonly Token[], from: number): Result<never, CriterionProblem> {
  const guess = nearestMeasure(tokens.slice(from, endOfWords(tokens, from)));
  const place = { tokens, at: from + (guess?.at ?? 0), draft: null };
  const suggestion = guess?.name ?? null;
  return err(problemAt(place, { problem: 'unknown-measure', expected: EXAMPLES, suggestion }));
}

/** The measure that some of these words are nearest to, and where they begin. */
function nearestMeasure(words: readonly Token[]) {
  const guesses = words.flatMap((_, at) =>
    [1, 2, 3, 4]
      .filter((length) => at + length <= words.length)
      .flatMap((length) => {
        const text = words.slice(at, at + length).map((word) => word.text);
        const near = nearest(text.join(' '), NAMES);
        return near ? [{ at, ...near }] : [];
      }),
  );
  return guesses.toSorted((a, b) => a.distance - b.distance)[0] ?? null;
}
