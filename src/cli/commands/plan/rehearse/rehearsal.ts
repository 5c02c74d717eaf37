import type { ReleasePlan } from '../../../../plan/index.ts';
import type { RehearsalSummary, Scenario } from '../../../../rehearsal/index.ts';

/** What a rehearsal has to tell. */
export type Rehearsal = {
  readonly plan: ReleasePlan;
  readonly scenario: Scenario;
  readonly seed: number;
  readonly summary: RehearsalSummary;
  /** Criteria and rules that no simulated traffic shows, as the plan words them. */
  readonly notRehearsed: readonly string[];
};
