import { signedBy } from '../../journal/changelog.ts';
import type { Voided } from '../../journal/go-no-go/said.ts';
import type { Progress } from '../../journal/progress.ts';
import { type Refusal } from '../situation.ts';

/** Why no go is in force although one was, or although people have decided: paused, or void; null: neither. */
export function whyNotInForce({ goNoGo }: Pick<Progress, 'goNoGo'>): Refusal | null {
  const { paused, voided } = goNoGo;
  if (paused) {
    const sentence = `${signedBy(paused.who)} signed a pause (${paused.why ?? ''}). Sign a go when it is over.`;
    return { code: 'paused', sentence };
  }
  return voided && voided.cause !== 'plan-changed'
    ? {
        code: 'go-void',
        sentence: `${voidInWords(voided)} See that it is well again, then sign anew.`,
      }
    : null;
}

/** `The go for version 2 of the plan is void: …` */
export function voidInWords({ cause, planVersion, who }: Voided): string {
  const why = cause === 'plan-changed' ? `${signedBy(who)} changed the plan` : LOST[cause];
  return `The go for version ${planVersion} of the plan is void: ${why}.`;
}

const LOST = {
  'heartbeat-silent': 'nothing was heard of the feature for a quarter of an hour',
  'toggle-gone': 'a toggle of the plan is gone from the flag engine',
} as const;
