import type { Progress } from './progress.ts';

/** For whom a release holds its toggles open. */
export type Opening = {
  /** Account ids of testers. */
  readonly testers: readonly string[];
  /** Percent of actors, 0 to 100. */
  readonly percentage: number;
  /** Open without a share: everybody, known or not. */
  readonly everyone: boolean;
};

/** Open for nobody, testers included. */
export const CLOSED: Opening = { testers: [], percentage: 0, everyone: false };

/** The opening that a release's progress calls for. A rollback closes it for testers too. */
export function openingOf(progress: Progress): Opening {
  switch (progress.phase) {
    case 'draft':
    case 'rolled-back':
    case 'closed':
      return CLOSED;
    case 'testing':
      return { ...CLOSED, testers: enrolledTesters(progress) };
    case 'rollout':
      return { ...CLOSED, testers: enrolledTesters(progress), percentage: shareOf(progress) };
    case 'fully-on':
      return { ...CLOSED, everyone: true };
  }
}

function shareOf({ stage }: Progress): number {
  return stage?.percentage ?? 0;
}

export function enrolledTesters(progress: Progress): readonly string[] {
  return [...progress.testers.values()].filter((accountId) => accountId !== null);
}

export function sameOpening(one: Opening, other: Opening): boolean {
  return (
    one.percentage === other.percentage &&
    one.everyone === other.everyone &&
    one.testers.length === other.testers.length &&
    one.testers.every((tester) => other.testers.includes(tester))
  );
}
