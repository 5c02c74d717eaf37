import type { ChapterMeaning, HeadingLine } from '../meaning/chapter-meaning.ts';
import type { PhaseMeaning } from '../meaning/headings.ts';
import type { StageMeaning } from '../meaning/stage-headings.ts';
import { isWithinFold, type Fold } from '../text/folds.ts';
import {
  isOfTheRollout,
  OUTSIDE,
  risenTo,
  type CheckInHeading,
  type PhaseHeading,
  type Position,
  type StageHeading,
} from './position.ts';

/** What a plan's headings have opened so far. */
export type Opened = {
  readonly phases: PhaseHeading[];
  readonly stages: StageHeading[];
  readonly checkIns: CheckInHeading[];
};

type SectionReader = Opened & {
  readonly hasPhases: boolean;
  readonly position: Position;
  readonly chapters: readonly (HeadingLine & { readonly meaning: ChapterMeaning })[];
};

type Here = HeadingLine & { readonly fold: Fold | null };

/** Where a reader stands below a heading; what it opens is noted down. */
export function movedTo(reader: SectionReader, meaning: ChapterMeaning, here: Here): Position {
  const { position } = reader;
  switch (meaning.kind) {
    case 'phase':
      return phaseAt(reader, meaning, here);
    case 'stage':
      return openStage(reader, meaning, here);
    case 'stage-part':
      return backInStage(reader, meaning, here) ?? openStage(reader, meaning, here);
    case 'part':
      return { ...(rolloutBegun(reader, here) ?? position), part: meaning.part };
    case 'check-in': {
      const checkIn = { ...opened(here), kind: meaning.checkIn };
      reader.checkIns.push(checkIn);
      return { ...OUTSIDE, part: 'results', checkIn };
    }
    case 'toggles':
      return { ...risenTo(here.level, position), togglesLevel: here.level };
    case 'field':
      return isOfTheRollout(meaning.label.known?.name) ? risenTo(here.level, position) : position;
    case 'title':
    case 'changelog':
    case 'artifacts':
    case 'division':
    case 'other':
      return risenTo(here.level, position);
  }
}

/** “Rollout planning” opens the rollout of a plan that has no heading for its phases. */
function rolloutBegun(reader: SectionReader, here: Here): Position | null {
  const isBegun = reader.hasPhases || reader.phases.length > 0;
  if (isBegun || !/\broll-?out\b/i.test(here.words)) return null;
  return { ...OUTSIDE, phase: unnamedRollout(reader, here) };
}

/** Nothing stands where its heading would, above all that it holds. */
function unnamedRollout(
  { phases }: SectionReader,
  { span: { start }, level, fold }: Here,
): PhaseHeading {
  const nowhere = { name: 'Rollout', span: { start, end: start }, level: Math.min(level, 2), fold };
  const phase = { ...nowhere, kind: 'rollout', number: null } as const;
  phases.push(phase);
  return phase;
}

function opened({ words, span, level, fold }: Here) {
  return { name: words, span, level, fold };
}

function phaseAt({ phases, stages }: SectionReader, meaning: PhaseMeaning, here: Here): Position {
  const { phase: kind, number, part, stage } = meaning;
  const again = phases.findLast((phase) => part !== null && phase.number === number);
  if (again) return { ...OUTSIDE, part: part ?? 'planning', phase: again };
  const phase = { ...opened(here), kind, number };
  phases.push(phase);
  if (stage === null) return { ...OUTSIDE, part: part ?? 'planning', phase };
  const itself = { ...opened(here), letter: stage, phase, isPhase: true };
  stages.push(itself);
  return { ...OUTSIDE, part: 'planning', phase, stage: itself };
}

function openStage(reader: SectionReader, meaning: StageMeaning, here: Here): Position {
  const phase = phaseOfStage(reader, here);
  const stage = { ...opened(here), letter: meaning.letter, phase, isPhase: false };
  reader.stages.push(stage);
  return { ...OUTSIDE, part: meaning.kind === 'stage' ? 'planning' : meaning.part, phase, stage };
}

/**
 * A stage leads back into the last rollout, whatever stands between them. Where the plan has no heading for its
 * rollout, the section around the stages is it.
 */
function phaseOfStage(reader: SectionReader, here: Here): PhaseHeading {
  const { phases, position, chapters } = reader;
  const last = position.phase ?? phases.at(-1);
  const isInside = position.phase !== null && here.level > position.phase.level;
  if (last && (last.kind === 'rollout' || isInside)) return last;
  const around = chapters.findLast(({ level }) => level < here.level);
  const isSection = around && around.words !== '' && MAY_HOLD_STAGES.has(around.meaning.kind);
  if (!isSection || position.phase) return unnamedRollout(reader, here);
  const { words: name, span, level } = around;
  const phase = { name, span, level, fold: here.fold, kind: 'rollout', number: null } as const;
  phases.push(phase);
  return phase;
}

const MAY_HOLD_STAGES: ReadonlySet<ChapterMeaning['kind']> = new Set(['division', 'other', 'part']);

/** The stage whose results or planning a heading goes on with; plans that count stages may name them by letters later. */
function backInStage(
  { stages }: SectionReader,
  meaning: StageMeaning,
  { fold }: Here,
): Position | null {
  if (meaning.kind !== 'stage-part') return null;
  const { letter, part } = meaning;
  const near = stages.filter((stage) => stage.fold === null || isWithinFold(fold, stage.fold));
  const stage =
    near.findLast((other) => other.letter === letter) ??
    near.findLast((other) => ordinal(other.letter) === ordinal(letter));
  return stage ? { ...OUTSIDE, part, phase: stage.phase, stage } : null;
}

function ordinal(letter: string): number {
  return /\d/.test(letter)
    ? Number.parseInt(letter, 10)
    : letter.charCodeAt(0) - 'A'.charCodeAt(0) + 1;
}
