import { err, ok, type Result } from '../../../lib/result.ts';
import type { Quantity, Reference, CriterionDraft } from '../../criterion.ts';
import { measureInWords, measureOf } from '../../measures/catalogue.ts';
import type { Complaint } from '../problem.ts';
import type { CriterionState } from '../state.ts';
import { longestAt, type Match } from '../words/phrases.ts';
import { quantityAt } from '../words/numbers.ts';
import type { Token } from '../words/tokens.ts';
import { fittingQuantity } from './fitting.ts';

type ReferenceKind = Reference['kind'];

const WORDS: Readonly<Record<ReferenceKind, readonly string[]>> = {
  baseline: ['baseline', 'usual baseline', 'current baseline', 'before', 'before the release'],
  'closed-cohort': [
    ...['closed cohort', 'control', 'control group', 'control cohort', 'off cohort'],
    ...['old path', 'people without it', 'people without the feature'],
  ],
  'flag-share': ['flag share', "flag's share", "stage's share", 'stage share', 'rollout share'],
};

const NAMES = Object.entries(WORDS).flatMap(([kind, names]) =>
  names.flatMap((name) =>
    [name, `the ${name}`, `its ${name}`].map((full) => ({
      name: full,
      kind: kind as ReferenceKind,
    })),
  ),
);

/** What a value is compared with at `at`, other than a number: `the baseline 11%`, `the closed cohort`. */
export function referenceAt(tokens: readonly Token[], at: number): Match<Reference> | null {
  const match = longestAt(tokens, at, NAMES);
  if (!match) return null;
  const { kind } = match.found;
  if (kind !== 'baseline') return { found: { kind }, length: match.length };
  const of = ['of', '=', ','].includes(tokens[at + match.length]?.text ?? '') ? 1 : 0;
  const stated = statedAt(tokens, at + match.length + of);
  if (!stated) return { found: { kind, stated: null }, length: match.length };
  return { found: { kind, stated: stated.found }, length: match.length + of + stated.length };
}

function statedAt(tokens: readonly Token[], at: number): Match<Quantity> | null {
  const quantity = quantityAt(tokens, at);
  return quantity?.ok ? { found: quantity.value, length: quantity.length } : null;
}

/** The reference, when this measure can be compared with it. */
export function fittingReference(
  reference: Reference,
  { draft, known }: CriterionState,
): Result<Reference, Complaint> {
  const { surface, measure } = draft;
  const name = measureInWords(draft);
  switch (reference.kind) {
    case 'baseline':
      if (reference.stated !== null) return fittingBaseline(reference.stated, draft);
      return known.hasBaseline(surface, measure) ? ok(reference) : err(NEEDS_BASELINE);
    case 'closed-cohort':
      return measureOf(draft).closedCohort ? ok(reference) : err(noClosedCohort(name));
    case 'flag-share':
      return measure === 'traffic share' ? ok(reference) : err(NO_FLAG_SHARE);
  }
}

function fittingBaseline(stated: Quantity, draft: CriterionDraft): Result<Reference, Complaint> {
  const fit = fittingQuantity(stated, draft);
  return fit.ok ? ok({ kind: 'baseline', stated: fit.value }) : fit;
}

export const NEEDS_BASELINE: Complaint = {
  problem: 'needs-baseline',
  expected: 'a fixed limit, or the baseline with its number, such as “the baseline 11%”',
  because: 'What it was before the release is not known here.',
};

function noClosedCohort(measure: string): Complaint {
  return {
    problem: 'no-closed-cohort',
    expected: 'a fixed limit',
    because: `People for whom the feature is closed have no “${measure}” to compare with.`,
  };
}

const NO_FLAG_SHARE: Complaint = {
  problem: 'wrong-unit',
  expected: 'a fixed limit',
  because: 'Only “traffic share” can be compared with the flag share.',
};
