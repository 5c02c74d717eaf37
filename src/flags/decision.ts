import type { GateProblem } from './gates/gate.ts';

/** The answer to "is it open?", with the reason: the first open gate, or why there is none. */
export type Decision = (Opening | Closing) & {
  /** What kept gates closed that were asked, and those that can't be read; left out where nothing did. */
  readonly problems?: readonly GateProblem[];
};

type Opening =
  | { readonly open: true; readonly gate: 'boolean' | 'expression' | 'actor' | 'group' }
  | ({ readonly open: true; readonly gate: 'percentage_of_actors' } & Standing)
  | { readonly open: true; readonly gate: 'percentage_of_time'; readonly percentage: number };

type Closing =
  /** With the standing where a share of the actors is open and the check named an actor. */
  | ({ readonly open: false; readonly because: 'no-gate-open' } & Partial<Standing>)
  | {
      readonly open: false;
      readonly because: 'unknown-feature' | 'snapshot-too-old' | 'closed-here';
    };

/** What a decision was made by: the gate that opened, or why none did. */
export type DecisionReason = Opening['gate'] | Closing['because'];

export function reasonOf(decision: Decision): DecisionReason {
  return decision.open ? decision.gate : decision.because;
}

/** Where the actors stand on the feature's ring, and the share that is open. */
export type Standing = {
  /** 0 to 99,999; open below the percentage times 1,000. */
  readonly bucket: number;
  /** Percent, 0 to 100. */
  readonly percentage: number;
};
