import type { PlanResult, ResultText } from '../../plan/index.ts';
import type { Progress } from '../journal/progress.ts';
import { seenTesters } from './users-seen.ts';

/** “Number of bugs identified / fixed”, as people wrote them down. Where nobody was seen, none could be found. */
export function bugResults(progress: Progress): readonly PlanResult[] {
  if (!progress.tested) return [];
  const bugs = [...progress.testing.bugs.values()];
  if (bugs.length === 0) {
    const words = seenTesters({ progress }) === 0 ? NO_TESTER : NONE_YET;
    return [result([words])];
  }
  const fixed = bugs.filter((bug) => bug.fixed).length;
  const each = bugs.map(({ severity, ticket, fixed: isFixed }) => ({
    recorded: `${severity}, ${isFixed ? 'fixed' : 'open'}: ${ticket}`,
  }));
  return [result([{ recorded: `${bugs.length}/${fixed}` }, ...each])];
}

const NO_TESTER = { recorded: 'No tester was seen using it, so no bug could be found' };
const NONE_YET = { recorded: 'None was written down' };

function result(lines: readonly ResultText[]): PlanResult {
  return { place: { kind: 'testing' }, name: 'bugs', answer: { kind: 'lines', lines } };
}
