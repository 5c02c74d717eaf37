import { err, ok, type Result } from '../../../lib/result.ts';
import { NO_FILTER, type Statistic, type StatusRange } from '../criterion.ts';
import { MEASURE_NAMES, MEASURES, shareTwinOf, type MeasureName } from '../measures/catalogue.ts';
import type { Draft } from './draft.ts';
import { longestAt, nearest, phraseAt } from './words/phrases.ts';
import { problemAt, type Complaint, type CriterionProblem } from './problem.ts';
import { STATISTICS } from './words/statistics.ts';
import { statusAt, statusesAt } from './words/status.ts';
import type { Token } from './words/tokens.ts';

export type Subject = { readonly draft: Draft; readonly at: number };

/** What is measured, from `from` on: words of a surface, then a measure; a statistic or a status may stand among them. */
export function readSubject(
  tokens: readonly Token[],
  from: number,
): Result<Subject, CriterionProblem> {
  const found = findMeasure(tokens, from) ?? statusesAlone(tokens, from);
  if (!found) return unknownMeasure(tokens, from);
  const before = wordsBefore(tokens.slice(from, found.at));
  if (before === null) return unknownMeasure(tokens, from);
  const draft = draftOf(found.measure, before);
  const complaint = complaintAbout(draft);
  if (complaint) return err(problemAt({ tokens, at: from, draft: null }, complaint));
  return ok({ draft, at: found.at + found.length });
}

function draftOf(measure: MeasureName, { surface, share, statistic, withStatus }: Before): Draft {
  return {
    surface,
    measure: share ? (shareTwinOf(measure) ?? measure) : measure,
    statistic,
    filter: { ...NO_FILTER, withStatus },
    condition: null,
    denominator: null,
    window: null,
    sample: null,
  };
}

/** What stood before the measure and does not go with it. */
function complaintAbout({ measure, statistic, filter }: Draft): Complaint | null {
  const { kind, filters } = MEASURES[measure];
  if (statistic !== null && kind !== 'duration') {
    return {
      code: 'unknown-statistic',
      expected: `“${measure}” alone`,
      because: 'Only a response time has a statistic.',
    };
  }
  if (filter.withStatus.length > 0 && !filters.includes('status')) {
    return {
      code: 'bad-filter',
      expected: `“${measure}” alone`,
      because: `“${measure}” knows no HTTP status.`,
    };
  }
  return null;
}

type Found = { readonly measure: MeasureName; readonly at: number; readonly length: number };

/** The first measure that is named; of two that stand side by side the second, for the first tells which. */
function findMeasure(tokens: readonly Token[], from: number): Found | null {
  const end = endOfWords(tokens, from);
  for (let at = from; at < end; at += 1) {
    const match = longestAt(tokens, at, MEASURE_NAMES);
    if (!match) continue;
    const found = { measure: match.found.measure, at, length: match.length };
    return measureAt(tokens, at + match.length) ? findMeasure(tokens, at + match.length) : found;
  }
  return null;
}

const measureAt = (tokens: readonly Token[], at: number) => longestAt(tokens, at, MEASURE_NAMES);

/** `422 <= 5%` and `500s <= 5%` are about the error rate. */
function statusesAlone(tokens: readonly Token[], from: number): Found | null {
  const statuses = statusesAt(tokens, from);
  const at = endOfWords(tokens, from);
  if (statuses?.length !== at - from) return null;
  return { measure: 'error rate', at, length: 0 };
}

function endOfWords(tokens: readonly Token[], from: number): number {
  const end = tokens.findIndex(
    ({ kind }, index) => index >= from && kind !== 'word' && !statusAt(tokens, index),
  );
  return end === -1 ? tokens.length : end;
}

type Before = {
  readonly surface: string | null;
  /** Whether the author wants a share of what the measure counts. */
  readonly share: boolean;
  readonly statistic: Statistic | null;
  readonly withStatus: readonly StatusRange[];
};

const COUNTING = ['the total number of', 'the number of', 'number of', 'count of', 'total', 'the'];
const SHARING = [
  ...['the share of', 'share of', 'the percentage of', 'percentage of'],
  ...['percent of', 'the rate of', 'rate of', 'proportion of'],
];

/** What the words before the measure say; null when they are no surface’s name. */
function wordsBefore(tokens: readonly Token[]): Before | null {
  const sharing = longestOf(tokens, SHARING);
  const named = tokens.slice(sharing === 0 ? longestOf(tokens, COUNTING) : sharing);
  const statistic = firstOf(named, (at) => longestAt(named, at, STATISTICS));
  const plain = without(named, statistic);
  const statuses = firstOf(plain, (at) => statusesAt(plain, at));
  const surface = without(plain, statuses).map(({ text }) => text);
  if (surface.some((word) => NO_NAMES.has(word))) return null;
  return {
    surface: surface.length > 0 ? surface.join(' ') : null,
    share: sharing > 0,
    statistic: statistic?.found.statistic ?? null,
    withStatus: statuses?.value ?? [],
  };
}

type Stretch = { readonly at: number; readonly length: number };

/** The first place among these tokens at which something is read, with what is read there. */
function firstOf<T extends { readonly length: number }>(
  tokens: readonly Token[],
  read: (at: number) => T | null,
): (T & Stretch) | null {
  for (const at of tokens.keys()) {
    const found = read(at);
    if (found) return { ...found, at };
  }
  return null;
}

const without = (tokens: readonly Token[], stretch: Stretch | null) =>
  stretch ? tokens.toSpliced(stretch.at, stretch.length) : tokens;

const longestOf = (tokens: readonly Token[], phrases: readonly string[]) =>
  Math.max(...phrases.map((phrase) => phraseAt(tokens, 0, phrase)));

/** Words that show that a sentence, not a surface, stands before the measure. */
const NO_NAMES = new Set(['of', 'with', 'without', 'on', 'in', 'per', 'for', 'or', 'no', 'not']);

const NAMES = MEASURE_NAMES.map(({ name }) => name);
const EXAMPLES =
  'a measure, such as “error rate”, “response time” or “people” (`phcc plan measures` lists them all)';

function unknownMeasure(tokens: readonly Token[], from: number): Result<never, CriterionProblem> {
  const guess = nearestMeasure(tokens.slice(from, endOfWords(tokens, from)));
  const place = { tokens, at: from + (guess?.at ?? 0), draft: null };
  const suggestion = guess?.name ?? null;
  return err(problemAt(place, { code: 'unknown-measure', expected: EXAMPLES, suggestion }));
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
