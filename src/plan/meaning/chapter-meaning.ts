import type { PlanText } from '../text/plan-text.ts';
import type { Span } from '../text/source.ts';
import { meaningOfHeading, type HeadingMeaning } from './headings.ts';
import type { Territory } from './template-row.ts';
import { splitKnownLabel, type Labelled } from './split-label.ts';

export type ChapterMeaning =
  | HeadingMeaning
  | { readonly kind: 'title' }
  | { readonly kind: 'field'; readonly label: Labelled };

export type HeadingLine = {
  readonly words: string;
  readonly span: Span;
  /** 1 to 6; 7 is a line in bold. */
  readonly level: number;
};

/** What has been read so far, as far as it bears on what a heading means. */
export type ChapterContext = {
  readonly territory: Territory;
  /** The level of the rollout's heading, inside it. */
  readonly rolloutLevel: number | null;
  readonly mayBeTitle: boolean;
};

export function chapterMeaning(
  plan: PlanText,
  heading: HeadingLine,
  { territory, rolloutLevel, mayBeTitle }: ChapterContext,
): ChapterMeaning {
  const meaning = meaningOfHeading(heading.words);
  if (isPhaseAgain(meaning, heading, rolloutLevel)) return { kind: 'division' };
  if (meaning.kind !== 'other') return meaning;
  const label = splitKnownLabel(plan, heading.span, territory);
  if (label) return { kind: 'field', label };
  const isTitle = heading.level === 1 || /\b(?:release|roll-?out) plan\b/i.test(heading.words);
  return mayBeTitle && isTitle ? { kind: 'title' } : meaning;
}

/** `Staged rollout` deeper inside Phase II is the same rollout. */
function isPhaseAgain(
  meaning: HeadingMeaning,
  { level }: HeadingLine,
  rolloutLevel: number | null,
): boolean {
  if (meaning.kind !== 'phase' || meaning.number !== null || rolloutLevel === null) return false;
  return meaning.phase === 'rollout' && level > rolloutLevel;
}
