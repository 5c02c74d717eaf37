import {
  chapterMeaning,
  type ChapterMeaning,
  type HeadingLine,
} from '../meaning/chapter-meaning.ts';
import { meaningOfHeading } from '../meaning/headings.ts';
import { splitAnyLabel, type Labelled } from '../meaning/split-label.ts';
import type { Territory } from '../meaning/template-row.ts';
import { entriesOf, type Entry } from '../text/entries.ts';
import { isWithinFold, type Fold } from '../text/folds.ts';
import type { PlanText } from '../text/plan-text.ts';
import { within } from '../text/source.ts';
import { spansTouching } from '../text/touching.ts';
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

type OutlineWalk = Outline & {
  readonly plan: PlanText;
  readonly chapters: Chapter[];
  /** Whether any heading of the plan opens a phase. */
  readonly hasPhases: boolean;
  /** The folds that the reader is in, and where to go on behind each. */
  readonly returns: Return[];
  position: Position;
};

type Return = { readonly fold: Fold; readonly position: Position; readonly chapter: Chapter };

const START: HeadingLine = { words: '', span: { start: 0, end: 0 }, level: 0 };
const DIVISION = { kind: 'division' } as const;
const CONTINUED = { meaning: DIVISION };

export function outlineOf(plan: PlanText): Outline {
  const entries = entriesOf(plan);
  const walk: OutlineWalk = {
    plan,
    hasPhases: entries.some((entry) => opensPhase(plan, entry)),
    phases: [],
    stages: [],
    checkIns: [],
    returns: [],
    position: OUTSIDE,
    chapters: [{ ...START, ...CONTINUED, position: OUTSIDE, fold: null, entries: [] }],
  };
  for (const entry of entries) {
    followFolds(walk, entry);
    const heading = headingOf(plan, entry);
    if (heading) openChapter(walk, heading, entry.fold);
    else walk.chapters.at(-1)?.entries.push(entry);
  }
  return walk;
}

function opensPhase(plan: PlanText, entry: Entry): boolean {
  const heading = headingOf(plan, entry);
  return heading !== null && meaningOfHeading(heading.words).kind === 'phase';
}

/** What was opened inside a fold ends with it. */
function followFolds(walk: OutlineWalk, { fold, span }: Entry): void {
  const { returns, chapters } = walk;
  for (let last = returns.at(-1); last && !isWithinFold(fold, last.fold); last = returns.at(-1)) {
    returns.pop();
    walk.position = last.position;
    if (chapters.at(-1) !== last.chapter) chapters.push(goingOn(last.chapter, span.start));
  }
  const before = chapters.at(-1);
  if (fold && before && returns.at(-1)?.fold !== fold) {
    returns.push({ fold, position: walk.position, chapter: before });
    if (TOGGLES_FOLD.test(fold.summary)) {
      const heading = { words: fold.summary, span: fold.span, level: LEVEL_OF_FOLD };
      open(walk, { ...heading, meaning: { kind: 'toggles' }, fold });
    }
  }
}

/** Its summary stands above its toggles as a heading would. */
const TOGGLES_FOLD = /^(?:feature )?(?:toggle|flag|flipper)s?(?: (?:details|names?))?$/i;
const LEVEL_OF_FOLD = 6;

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

function openChapter(walk: OutlineWalk, heading: HeadingLine, fold: Fold | null): void {
  const { plan, chapters, phases, position } = walk;
  const hasTitle = chapters.some(({ meaning }) => meaning.kind === 'title');
  const { phase } = position;
  const meaning = chapterMeaning(plan, heading, {
    territory: territoryBelow(heading, position),
    rolloutLevel: phase?.kind === 'rollout' ? phase.level : null,
    mayBeTitle: !hasTitle && phases.length === 0,
  });
  if (continues(meaning, heading, chapters.at(-1))) return;
  open(walk, {
    ...heading,
    fold,
    meaning: isTesters(meaning, heading, phase) ? DIVISION : meaning,
  });
}

function open(walk: OutlineWalk, opened: Omit<Chapter, 'position' | 'entries'>): void {
  walk.position = movedTo(walk, opened.meaning, opened);
  walk.chapters.push({ ...opened, position: walk.position, entries: [] });
}

/** A “Canary” inside the moderated testing is a part of it, no stage of the rollout. */
function isTesters(meaning: ChapterMeaning, here: HeadingLine, phase: Position['phase']): boolean {
  const isInside = phase?.kind === 'moderated-testing' && here.level > phase.level;
  return isInside && meaning.kind === 'stage' && /^\W*canary\b/i.test(here.words);
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

/** The label of a chapter that is one field; outside the phases a heading is its label whole, unless it is open. */
export function labelOfChapter(plan: PlanText, chapter: Chapter): Labelled | null {
  const { meaning, words, span, position } = chapter;
  if (meaning.kind === 'field') return meaning.label;
  if (meaning.kind !== 'other') return null;
  const whole = { label: words, known: null, value: { start: span.end, end: span.end } };
  const isOpen = spansTouching(plan.markers, span).some((marker) => within(marker, span));
  return (position.phase === null && !isOpen ? null : splitAnyLabel(plan, span)) ?? whole;
}
