import type { CheckInKind, Part, PhaseKind } from '../document.ts';
import type { KnownName } from '../meaning/template.ts';
import type { Fold } from '../text/folds.ts';
import type { Span } from '../text/source.ts';

/** Where a reader stands; null is outside. */
export type Position = {
  readonly part: Part;
  readonly phase: PhaseHeading | null;
  readonly stage: StageHeading | null;
  readonly checkIn: CheckInHeading | null;
  /** The level of the heading below which toggles are named. */
  readonly togglesLevel: number | null;
};

type OpenedPosition = {
  readonly name: string;
  readonly span: Span;
  readonly level: number;
  readonly fold: Fold | null;
};

export type PhaseHeading = OpenedPosition & {
  readonly kind: PhaseKind;
  readonly number: string | null;
};

export type StageHeading = OpenedPosition & {
  readonly letter: string;
  readonly phase: PhaseHeading;
  /** The phase's own heading, which is a stage only when no other stands below it. */
  readonly isPhase: boolean;
};

export type CheckInHeading = OpenedPosition & { readonly kind: CheckInKind };

export const OUTSIDE: Position = {
  part: 'head',
  phase: null,
  stage: null,
  checkIn: null,
  togglesLevel: null,
};

/** A heading as high as that of the stage, phase or check-in ends it. */
export function risenTo(level: number, before: Position): Position {
  const isInToggles = before.togglesLevel !== null && level > before.togglesLevel;
  const position = isInToggles ? before : { ...before, togglesLevel: null };
  const { phase, stage, checkIn } = position;
  if (checkIn && level <= checkIn.level) return OUTSIDE;
  if (phase && level <= phase.level) return OUTSIDE;
  if (stage && level <= stage.level) return { ...position, part: 'planning', stage: null };
  return position;
}

/** What is said once for the whole rollout, and so ends a stage when its heading is as high. */
const OF_THE_ROLLOUT: ReadonlySet<KnownName> = new Set([
  'rollback',
  'success criteria',
  'dashboards',
  'monitors',
  'go/no-go',
  'launch ticket',
  'access',
  'overview',
]);

export function isOfTheRollout(name: KnownName | undefined): boolean {
  return name !== undefined && OF_THE_ROLLOUT.has(name);
}
