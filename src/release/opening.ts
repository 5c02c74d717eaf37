import type { Progress } from './progress.ts';

/** For whom a release holds its toggles open. */
export type Opening = {
  /** Account ids of testers. */
  readonly testers: readonly string[];
  /** Percent of actors, 0 to 100. */
  readonly percentage: number;
};

/** Open for nobody, testers included. */
export const CLOSED: Opening = { testers: [], percentage: 0 };

/** The opening that a release's progress calls for. A rollback closes it for testers too. */
export function openingOf(progress: Progress): Opening {
  switch (progress.phase) {
    case 'draft':
    case 'rolled-back':
      return CLOSED;
    case 'testing':
      return { testers: enrolledTesters(progress), percentage: 0 };
    case 'rollout':
      return { testers: enrolledTesters(progress), percentage: progress.stage?.percentage ?? 0 };
  }
}

export function enrolledTesters(progress: Progress): readonly string[] {
  return [...progress.testers.values()].filter((accountId) => accountId !== null);
}

export function sameOpening(one: Opening, other: Opening): boolean {
  return (
    one.percentage === other.percentage &&
    one.testers.length === other.testers.length &&
    one.testers.every((tester) => other.testers.includes(tester))
  );
}
