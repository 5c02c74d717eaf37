import { reasonOf, type Decision, type DecisionReason } from './decision.ts';

/** How often features were decided on, for each reason. */
export class DecisionCounts {
  readonly byReason = new Map<DecisionReason, number>();

  note(decision: Decision): Decision {
    const reason = reasonOf(decision);
    this.byReason.set(reason, (this.byReason.get(reason) ?? 0) + 1);
    return decision;
  }
}
