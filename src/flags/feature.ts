import { numberIn, numberText } from './expression/ruby-number.ts';

/** A feature and its gates, in Flipper's words and in Flipper's stored forms. */

/** The values of the six gates as Flipper stores them: text, sets of text, or nothing. */
export type GateValues = {
  readonly boolean: string | null;
  readonly expression: string | null;
  readonly actors: ReadonlySet<string>;
  /** Percent, 0 to 100, as text: `"12.5"`. */
  readonly percentageOfActors: string | null;
  readonly percentageOfTime: string | null;
  readonly groups: ReadonlySet<string>;
};

export type Feature = { readonly key: string; readonly gates: GateValues };

export type FeatureState = 'on' | 'conditional' | 'off';

const EMPTY_EXPRESSIONS: readonly string[] = ['', '{}', '[]', 'null'];

const NO_NAMES: ReadonlySet<string> = new Set();

export const CLOSED_GATES: GateValues = {
  boolean: null,
  expression: null,
  actors: NO_NAMES,
  percentageOfActors: null,
  percentageOfTime: null,
  groups: NO_NAMES,
};

/** Flipper's three states. 100% of actors is `conditional`: it stays closed where there is no actor. */
export function stateOf(gates: GateValues): FeatureState {
  if (isTruthy(gates.boolean) || readNumber(gates.percentageOfTime) === 100) return 'on';
  const partly =
    holdsExpression(gates.expression) ||
    gates.actors.size > 0 ||
    gates.groups.size > 0 ||
    readNumber(gates.percentageOfActors) > 0 ||
    readNumber(gates.percentageOfTime) > 0;
  return partly ? 'conditional' : 'off';
}

/** Whether an expression is stored. Flipper takes an empty one for none. */
export function holdsExpression(stored: string | null): stored is string {
  return stored !== null && !EMPTY_EXPRESSIONS.includes(stored.replaceAll(/\s/g, ''));
}

/**
 * Flipper's reading of a stored number: the longest numeric prefix, as a float when the text has a point
 * and as an integer otherwise (`"1e2"` is 1), 0 when there is none.
 */
export function readNumber(stored: string | null): number {
  return stored === null ? 0 : (numberIn(stored) ?? 0);
}

/**
 * A percentage as text that `readNumber` reads back as the same number. JavaScript writes small numbers as
 * `1e-7`, which Flipper would read as 1: they are written as Ruby does, `1.0e-07`.
 */
export function storedPercentage(percentage: number): string {
  const text = String(percentage);
  return text.includes('e') ? numberText(percentage) : text;
}

/** Flipper's reading of a stored boolean: exactly these two texts are true, `"TRUE"` is not. */
export function isTruthy(stored: string | null): boolean {
  return stored === 'true' || stored === '1';
}
