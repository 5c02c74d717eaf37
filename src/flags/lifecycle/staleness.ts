import { readNumber, stateOf, isTruthy, type Feature, type GateValues } from '../feature.ts';

export type FeatureLife = {
  readonly feature: Feature;
  /** Null: no program declares it. */
  readonly declared: DeclaredFeature | null;
  /** Whether a release owns it. */
  readonly isReleased: boolean;
  readonly lastChangeAt: Date | null;
  /** When it was last checked; null: never, as far as is known. */
  readonly lastAskedAt: Date | null;
  readonly now: Date;
};

const OPEN_LIMIT_DAYS = 30;
const CLOSED_LIMIT_DAYS = 90;
const UNASKED_LIMIT_DAYS = 30;

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Why a feature should not go on as it is, and what to do about it: a sentence for each reason, often none. */
export function staleness(life: FeatureLife): readonly string[] {
  return [unmoved(life), unasked(life), overdue(life), undeclared(life)].filter(
    (sentence) => sentence !== null,
  );
}

/** Whole days from a moment to another; none where the other comes first. */
export function daysBetween(from: Date, to: Date): number {
  return Math.max(0, Math.floor((to.getTime() - from.getTime()) / DAY_MS));
}

function unmoved({ feature, lastChangeAt, now }: FeatureLife): string | null {
  if (lastChangeAt === null) return null;
  const days = daysBetween(lastChangeAt, now);
  if (isOpenToAll(feature.gates) && days >= OPEN_LIMIT_DAYS) {
    return `It has been open for everyone and unchanged for ${days} days: remove the check from the code, then the feature.`;
  }
  if (stateOf(feature.gates) === 'off' && days >= CLOSED_LIMIT_DAYS) {
    return `It has been closed and unchanged for ${days} days: remove the check and what is behind it from the code, then the feature.`;
  }
  return null;
}

function isOpenToAll({ boolean, percentageOfActors, percentageOfTime }: GateValues): boolean {
  return (
    isTruthy(boolean) ||
    readNumber(percentageOfActors) >= 100 ||
    readNumber(percentageOfTime) >= 100
  );
}

function unasked({ lastAskedAt, lastChangeAt, now }: FeatureLife): string | null {
  // A feature that was never checked may be new: it counts from its last change.
  const since = lastAskedAt ?? lastChangeAt;
  if (since === null) return null;
  const days = daysBetween(since, now);
  if (days < UNASKED_LIMIT_DAYS) return null;
  const what =
    lastAskedAt === null ? 'It has never been checked' : `It has not been checked for ${days} days`;
  return `${what} here: if no other program reads it from the tables, remove the feature.`;
}

function overdue({ declared, now }: FeatureLife): string | null {
  if (declared === null || now.toISOString().slice(0, 10) <= declared.removeBy) return null;
  return `It was to be gone by ${declared.removeBy}: ${declared.owner} removes it, or declares a later date.`;
}

function undeclared({ declared, isReleased }: FeatureLife): string | null {
  if (declared !== null) return null;
  // A release answers for it, and still needs it.
  if (isReleased) return 'No program declares it, so it has no removal date: declare it with one.';
  return 'No program declares it, so it has no owner and no removal date: declare it with both, or remove the feature.';
}

/** What goes from the code before a stale feature goes, in sentences: by place where that is known, else by what to look for. */
export function toRemove(key: string, declared: DeclaredFeature | null): readonly string[] {
  const { inCode = [] } = declared ?? {};
  const places = inCode.length > 0 ? [`Remove it from ${inCode.join(', ')}.`] : [];
  const spellings = [...new Set([key, inCamelCase(key), key.toUpperCase()])].join(', ');
  const search = `Look for these words in the code of each program that may ask for it: ${spellings}.`;
  return [...places, search];
}

/** As scripts in a browser name it. */
function inCamelCase(key: string): string {
  return key.replaceAll(/[_-]+(.)/gu, (_, letter: string) => letter.toUpperCase());
}

/** The kind of actor: the signed-in person, or the holder of the cookie. */
export type ActorType = 'user' | 'cookie_id';

/** A feature that a program’s code asks for, with who answers for it and when it is to be gone. */
export type DeclaredFeature = {
  readonly key: string;
  /** A team, by its name. */
  readonly owner: string;
  readonly description: string;
  readonly actorType: ActorType;
  /** The last day on which it should still exist: `2027-06-30`. */
  readonly removeBy: string;
  /** Where its name stands in the code: `src/app/compose.ts (A_CONSTANT)`. */
  readonly inCode?: readonly string[];
  /** Whether everybody may learn from the toggle list that there is this feature. */
  readonly isPublic?: true;
};
