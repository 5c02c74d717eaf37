import { inFigures } from '../../lib/figures.ts';
import type { Criterion } from '../criterion.ts';
import { conditionInWords, referenceInWords, subjectInWords, windowInWords } from '../in-words.ts';
import { measureOf } from '../measures/catalogue.ts';
import { amountInWords, figuresInWords } from './amounts.ts';
import type { Anchor } from './anchor.ts';
import { sampleAskedFor, sampleUnitOf } from './figures.ts';
import type { Verdict } from './judgement.ts';
import type { Excluded, Figures, Measurement } from './measurement.ts';

/** `letters error rate over 1 day`. */
const subjectOf = (criterion: Criterion) =>
  `${subjectInWords(criterion)} ${windowInWords(criterion.window)}`;

export function sightSentence(criterion: Criterion, telemetry: 'blind' | 'no-exposure'): string {
  return telemetry === 'blind'
    ? `${subjectOf(criterion)}: no telemetry arrived, so nothing is known.`
    : `${subjectOf(criterion)}: no one was seen using the feature, so this can’t be said.`;
}

export function faultSentence(criterion: Criterion, fault: string): string {
  return `${subjectOf(criterion)}: can’t be judged, for ${fault}.`;
}

/** `compared` when it is there that too few were seen. */
export function tooFewSentence(
  criterion: Criterion,
  { open, excluded }: Measurement,
  compared: Figures | null,
): string {
  const unit = sampleUnitOf(criterion);
  const seen = `${inFigures((compared ?? open).sample)} of at least ${inFigures(sampleAskedFor(criterion))} ${unit} seen`;
  const where = compared ? ` in ${referenceOf(criterion)}` : '';
  // Nothing out of nothing is no figure.
  const soFar =
    open.sample === 0
      ? ''
      : ` So far ${figuresInWords(open, criterion, null)}${leftOut(excluded)}.`;
  return `${subjectOf(criterion)}: ${seen}${where}, too few to say.${soFar}`;
}

export type HeldValue = {
  readonly value: number;
  readonly limit: number;
  readonly verdict: Verdict;
  readonly anchor: Anchor;
};

export function resultSentence(
  criterion: Criterion,
  { open, excluded }: Measurement,
  { limit, verdict, anchor }: HeldValue,
): string {
  const figures = `${figuresInWords(open, criterion, limit)}${leftOut(excluded)}`;
  const holds = verdict === 'met' ? 'holds' : 'does not hold';
  const condition = `“${conditionInWords(criterion.condition)}” ${holds}`;
  return `${subjectOf(criterion)}: ${figures}${against(criterion, anchor, limit)}; ${condition}.`;
}

/** What it was held against, where that is not in the condition itself. */
function against(criterion: Criterion, anchor: Anchor, limit: number): string {
  if (anchor.kind !== 'known') return '';
  const { kind } = measureOf(criterion);
  const figures = anchor.figures
    ? figuresInWords(anchor.figures, criterion, null)
    : amountInWords(kind, anchor.value, null);
  const allowed =
    limit === anchor.value ? '' : `, so ${amountInWords(kind, limit, null)} is the limit`;
  return `, against ${referenceOf(criterion)}’s ${figures}${allowed}`;
}

function referenceOf({ condition }: Criterion): string {
  if (condition.kind === 'fixed') return '';
  const { reference } = condition;
  return reference.kind === 'baseline' ? 'the baseline' : referenceInWords(reference);
}

/** `, left out: 3 × 401`. */
function leftOut(excluded: readonly Excluded[]): string {
  if (excluded.length === 0) return '';
  return `, left out: ${excluded.map(({ status, count }) => `${inFigures(count)} × ${status}`).join(', ')}`;
}
