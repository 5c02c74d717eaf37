import {
  chapterMeaning,
  type ChapterMeaning,
  type HeadingLine,
} from '../meaning/chapter-meaning.ts';
import { splitAnyLabel, type Labelled } from '../meaning/split-label.ts';
import type { Territory } from '../meaning/template.ts';
import { entriesOf, type Entry } from '../text/entries.ts';
import { isWithinFold, type Fold } from '../text/folds.ts';
import type { PlanText } from '../text/plan-text.ts';
import { headingOf } from './heading-lines.ts';
import { movedTo, type Opened } from './open.ts';
import { OUTSIDE, type Position } from './position.ts';

/** A plan as a row of chapters, and the phases, stages and check-ins that they stand in, in reading order. */
export type Outline = Opened & { readonly chapters: readonly Chapter[] };

/** A heading, what it means, what stands below it, and where in the plan that is. */
export type Chapter = HeadingLine & {
  readonly meaning: ChapterMeaning;
  readonly position: Position;
  /** The fold that the heading stands in. */
  readonly fold: Fold | null;
  readonly entries: Entry[];
};

type Walk = Outline & {
  readonly plan: PlanText;
  readonly chapters: Chapter[];
  /** The folds that the reader is in, and where to go on behind each. */
  readonly returns: Return[];
  position: Position;
};

type Return = { readonly fold: Fold; readonly position: Position; readonly chapter: Chapter };

const START: HeadingLine = { words: '', span: { start: 0, end: 0 }, level: 0 };
const CONTINUED = { meaning: { kind: 'division' } } as const;

export function outlineOf(plan: PlanText): Outline {
  const walk: Walk = {
    plan,
    phases: [],
    stages: [],
    checkIns: [],
    returns: [],
    position: OUTSIDE,
    chapters: [{ ...START, ...CONTINUED, position: OUTSIDE, fold: null, entries: [] }],
  };
  for (const entry of entriesOf(plan)) {
    followFolds(walk, entry);
    const heading = headingOf(plan, entry);
    if (heading) openChapter(walk, heading, entry.fold);
    else walk.chapters.at(-1)?.entries.push(entry);
  }
  return walk;
}

/** What was opened inside a fold ends with it. */
function followFolds(walk: Walk, { fold, span }: Entry): void {
  const { returns, chapters } = walk;
  for (let last = returns.at(-1); last && !isWithinFold(fold, last.fold); last = returns.at(-1)) {
    returns.pop();
    walk.position = last.position;
    if (chapters.at(-1) !== last.chapter) chapters.push(goingOn(last.chapter, span.start));
  }
  const before = chapters.at(-1);
  if (fold && before && returns.at(-1)?.fold !== fold) {
    returns.push({ fold, position: walk.position, chapter: before });
  }
}

/** The chapter again, behind the fold that interrupted it. */
function goingOn(chapter: Chapter, at: number): Chapter {
  const { level, position, fold } = chapter;
  return {
    ...START,
    ...CONTINUED,
    level,
    position,
    fold,
    span: { start: at, end: at },
    entries: [],
  };
}

function openChapter(walk: Walk, heading: HeadingLine, fold: Fold | null): void {
  const { plan, chapters, phases, position } = walk;
  const hasTitle = chapters.some(({ meaning }) => meaning.kind === 'title');
  const { phase } = position;
  const meaning = chapterMeaning(plan, heading, {
    territory: territoryBelow(heading, position),
    rolloutLevel: phase?.kind === 'rollout' ? phase.level : null,
    mayBeTitle: !hasTitle && phases.length === 0,
  });
  if (continues(meaning, heading, chapters.at(-1))) return;
  walk.position = movedTo(walk, meaning, { ...heading, fold });
  chapters.push({ ...heading, meaning, fold, position: walk.position, entries: [] });
}

/** What labels mean under a heading, before it is known what the heading itself means. */
function territoryBelow({ level }: HeadingLine, { part, togglesLevel }: Position): Territory {
  return togglesLevel !== null && level > togglesLevel ? 'toggles' : part;
}

/** A deeper heading that the template does not have only divides the field above it. */
function continues(
  meaning: ChapterMeaning,
  { level }: HeadingLine,
  before: Chapter | undefined,
): boolean {
  return before?.meaning.kind === 'field' && meaning.kind === 'other' && level > before.level;
}

/** The label of a chapter that is one field; outside the phases a heading is its label whole. */
export function labelOfChapter(plan: PlanText, chapter: Chapter): Labelled | null {
  const { meaning, words, span, position } = chapter;
  if (meaning.kind === 'field') return meaning.label;
  if (meaning.kind !== 'other') return null;
  const whole = { label: words, known: null, value: { start: span.end, end: span.end } };
  return (position.phase === null ? null : splitAnyLabel(plan, span)) ?? whole;
}
