import type { FastifyRequest } from 'fastify';

import { noteEvaluation, type Decision, type Flags } from '../../flags/index.ts';
import { personOf } from '../../identity/index.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Cohort } from '../../release/index.ts';

/** A toggle’s answer for the sender of a request. */
export type Evaluation = {
  readonly open: boolean;
  /** Null where the answer says nothing about the feature: the snapshot was too old, or a gate was opened by hand. */
  readonly cohort: Cohort | null;
  /** For what share of people (0 to 1) the toggle was open. */
  readonly share: number;
  readonly at: Date;
};

/** The answers of one toggle, one a request: page, navigation and measuring must not see different ones. */
export type Evaluations = {
  isOpen(request: FastifyRequest): boolean;
  /** The answer; null when the toggle was not checked. */
  of(request: FastifyRequest): Evaluation | null;
};

export type EvaluationsOf = {
  readonly flags: Flags;
  readonly toggle: string;
  readonly clock: Clock;
};

export function createEvaluations({ flags, toggle, clock }: EvaluationsOf): Evaluations {
  const evaluated = new WeakMap<FastifyRequest, Evaluation>();
  const evaluate = (request: FastifyRequest): Evaluation => {
    const person = personOf(request);
    const actors = person === null ? [] : [{ id: person.accountId, properties: {} }];
    const decision = flags.ask(toggle, actors);
    noteEvaluation(request, toggle, decision);
    return { ...evaluationOf(decision), at: clock.now() };
  };
  return {
    isOpen: (request) => {
      const evaluation = evaluated.get(request) ?? evaluate(request);
      evaluated.set(request, evaluation);
      return evaluation.open;
    },
    of: (request) => evaluated.get(request) ?? null,
  };
}

/** Testers are enrolled by name. Everyone else has the feature or not by chance alone. */
function evaluationOf(decision: Decision): Omit<Evaluation, 'at'> {
  if (!decision.open) {
    const { because } = decision;
    if (because !== 'no-gate-open') return { open: false, cohort: null, share: 0 };
    return { open: false, cohort: 'closed', share: (decision.percentage ?? 0) / 100 };
  }
  switch (decision.gate) {
    case 'percentage_of_actors':
      return { open: true, cohort: 'open', share: decision.percentage / 100 };
    case 'boolean':
      return { open: true, cohort: 'open', share: 1 };
    case 'actor':
      return { open: true, cohort: 'tester', share: 0 };
    case 'group':
    case 'expression':
    case 'percentage_of_time':
      return { open: true, cohort: null, share: 0 };
  }
}
