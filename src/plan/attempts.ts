import type { Field, Stage } from './document.ts';
import type { BoundField } from './fields/bind.ts';
import type { StageHeading } from './outline/position.ts';
import { isOldAttempt, type Fold } from './text/folds.ts';

/**
 * The stage, and before it each earlier attempt that the plan has folded away inside it: a fold whose summary says
 * so, or which holds fields that the stage has outside of it as well. Two attempts at a stage are two records.
 */
export function currentAndPast(
  stage: StageHeading,
  bound: readonly BoundField[],
  all: readonly StageHeading[],
): readonly Stage[] {
  const { name, letter, span } = stage;
  const folds = [...new Set(bound.map(({ fold }) => fold))].filter((fold) => fold !== stage.fold);
  const past = folds.filter((fold) => fold !== null && isPast(fold, bound));
  const records = past.flatMap((fold) => {
    const fields = fieldsIn(bound, (other) => other === fold);
    return fold ? [{ name, letter, span: fold.span, superseded: true, fields }] : [];
  });
  const fields = fieldsIn(bound, (fold) => !past.includes(fold));
  return [...records, { name, letter, span, superseded: isSuperseded(stage, all), fields }];
}

function fieldsIn(
  bound: readonly BoundField[],
  isHere: (fold: Fold | null) => boolean,
): readonly Field[] {
  return bound.filter(({ fold }) => isHere(fold)).map(({ field }) => field);
}

function isPast(fold: Fold, bound: readonly BoundField[]): boolean {
  const names = (fields: readonly BoundField[]) => fields.map(({ field }) => field.known?.name);
  const outside = names(bound.filter((other) => other.fold !== fold));
  const inside = names(bound.filter((other) => other.fold === fold));
  if (!inside.some((name) => name !== undefined)) return false;
  return isOldAttempt(fold) || inside.some((name) => name !== undefined && outside.includes(name));
}

/** A stage that is folded away while another of its letter is not. */
function isSuperseded({ fold, letter }: StageHeading, all: readonly StageHeading[]): boolean {
  if (!fold) return false;
  return isOldAttempt(fold) || all.some((other) => other.letter === letter && other.fold === null);
}
