import type { Decision } from '../decision.ts';

/** Why a feature is open or closed for somebody, in a sentence that says nothing of who that is. */
export function decisionInWords(decision: Decision): string {
  if (!decision.open) return CLOSINGS[decision.because];
  switch (decision.gate) {
    case 'percentage_of_actors':
      return `Within the ${decision.percentage}% of actors.`;
    case 'percentage_of_time':
      return `By chance, as for ${decision.percentage}% of all checks: the next one may come out differently.`;
    default:
      return OPENINGS[decision.gate];
  }
}

const OPENINGS = {
  boolean: 'Open for everyone.',
  expression: 'The expression holds.',
  actor: 'Listed as an actor.',
  group: 'In a group for which it is open.',
} as const;

const CLOSINGS = {
  'no-gate-open': 'No gate is open.',
  'unknown-feature': 'There is no such flag.',
  'snapshot-too-old': 'The database has not answered for too long, so every flag is closed here.',
  'closed-here': 'Closed in this program, whatever its gates say.',
} as const;
