import type { Heading, RootContent } from 'mdast';
import type { Part } from './document.ts';
import { meaningOfHeading, type HeadingMeaning } from './meaning/headings.ts';
import { splitAnyLabel, splitKnownLabel, type Labelled } from './meaning/split-label.ts';
import { contentSpan, sectionsOf, wordsOf, type Section } from './text/markdown.ts';
import type { PlanText } from './text/plan-text.ts';
import type { Span } from './text/source.ts';

/** A heading, what it means, what stands below it, and where in the plan that is. */
export type Chapter = Position & {
  readonly meaning: ChapterMeaning;
  readonly words: string;
  readonly span: Span;
  readonly level: number;
  readonly blocks: readonly RootContent[];
};

export type ChapterMeaning =
  | HeadingMeaning
  | { readonly kind: 'title' }
  | { readonly kind: 'field'; readonly label: Labelled };

/** Where a reader stands. A level is that of the heading whose phase or stage it is; null is outside. */
type Position = {
  readonly part: Part;
  readonly phaseLevel: number | null;
  readonly stageLevel: number | null;
};

type Headed = Section & { readonly heading: Heading };

const OUTSIDE: Position = { part: 'head', phaseLevel: null, stageLevel: null };

/** The plan as a row of chapters. What stands above the first heading belongs to none. */
export function outlineOf(plan: PlanText): readonly Chapter[] {
  const chapters: Chapter[] = [];
  let position = OUTSIDE;
  for (const section of sectionsOf(plan.root)) {
    if (!hasHeading(section)) continue;
    const isFirstTitle = !chapters.some(({ meaning }) => meaning.kind === 'title');
    const meaning = chapterMeaning(plan, section.heading, { ...position, isFirstTitle });
    position = moved(position, meaning, section.heading.depth);
    const chapter = chapterOf(section, meaning, position);
    const before = chapters.at(-1);
    if (before && continues(chapter, before)) chapters.splice(-1, 1, joined(before, chapter));
    else chapters.push(chapter);
  }
  return chapters;
}

const hasHeading = (section: Section): section is Headed => section.heading !== null;

function chapterMeaning(
  plan: PlanText,
  heading: Heading,
  { part, isFirstTitle }: Position & { readonly isFirstTitle: boolean },
): ChapterMeaning {
  const meaning = meaningOfHeading(wordsOf(heading));
  if (meaning.kind !== 'other') return meaning;
  const span = contentSpan(heading);
  const label = splitKnownLabel(plan, span, part) ?? rollbackLabel(plan, span);
  if (label) return { kind: 'field', label };
  return heading.depth === 1 && isFirstTitle ? { kind: 'title' } : meaning;
}

/** Plans put the rollback plan anywhere, after the last stage's results too. */
function rollbackLabel(plan: PlanText, span: Span): Labelled | null {
  const label = splitKnownLabel(plan, span, 'planning');
  return label && isRollback(label) ? label : null;
}

const isRollback = ({ known }: Labelled) => known?.name === 'rollback';

function moved(position: Position, meaning: ChapterMeaning, level: number): Position {
  switch (meaning.kind) {
    case 'phase':
      return { part: 'planning', phaseLevel: level, stageLevel: null };
    case 'stage':
      return belowStage(position, level);
    case 'part':
      return { ...position, part: meaning.part };
    case 'after-launch':
      return { ...OUTSIDE, part: 'results' };
    case 'field':
      return isRollback(meaning.label) ? risenTo(level, position) : position;
    case 'title':
    case 'changelog':
    case 'artifacts':
    case 'toggles':
    case 'other':
      return risenTo(level, position);
  }
}

/** A stage leads back into the last phase, whatever stands between them. */
function belowStage({ phaseLevel }: Position, level: number): Position {
  return { part: 'planning', phaseLevel: phaseLevel ?? level, stageLevel: level };
}

/** A heading as high as that of the stage or phase ends it. */
function risenTo(level: number, position: Position): Position {
  const { phaseLevel, stageLevel } = position;
  if (phaseLevel !== null && level <= phaseLevel) return OUTSIDE;
  if (stageLevel !== null && level <= stageLevel) {
    return { part: 'planning', phaseLevel, stageLevel: null };
  }
  return position;
}

function chapterOf(
  { heading, blocks }: Headed,
  meaning: ChapterMeaning,
  position: Position,
): Chapter {
  const span = contentSpan(heading);
  return { ...position, meaning, words: wordsOf(heading), span, level: heading.depth, blocks };
}

/** A deeper heading that the template does not have only divides the field above it. */
function continues(chapter: Chapter, before: Chapter): boolean {
  const divides = chapter.meaning.kind === 'other' && chapter.level > before.level;
  return divides && before.meaning.kind === 'field';
}

function joined(before: Chapter, chapter: Chapter): Chapter {
  return { ...before, blocks: [...before.blocks, ...chapter.blocks] };
}

/** The label of a chapter that is one field; outside the phases a heading is its label whole. */
export function labelOfChapter(plan: PlanText, chapter: Chapter): Labelled | null {
  const { meaning, words, span, phaseLevel } = chapter;
  if (meaning.kind === 'field') return meaning.label;
  if (meaning.kind !== 'other') return null;
  const whole = { label: words, known: null, value: { start: span.end, end: span.end } };
  return (phaseLevel === null ? null : splitAnyLabel(plan, span)) ?? whole;
}
