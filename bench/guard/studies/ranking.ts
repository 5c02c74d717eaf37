import { figuresOf, type Figures } from '../runs/figures.ts';
import { HINDSIGHT_WINDOWS } from '../rules/index.ts';
import type { SimulatedCell } from '../runs/simulated-cells.ts';

export type Ranked = Pick<Figures, 'minutes'> & {
  readonly rule: string;
  /** People harmed until the change was gone, mean over the runs. */
  readonly meanHarmed: number;
  readonly missed: number;
  /** Median over the runs; where no alarm came, everybody harmed that day. */
  readonly medianHarmed: number;
};

const WINDOWS = new Set(HINDSIGHT_WINDOWS.map(({ name }) => name));

/**
 * Rules by the people harmed under them, then by late decisions, then by missed ones. Of the hindsight windows
 * only the one that is fastest here.
 */
export function ranked({ outcomes }: SimulatedCell): readonly Ranked[] {
  const all = [...outcomes].map(([rule, ofRuns]): Ranked => {
    const { fired, minutes, harmed: medianHarmed } = figuresOf(ofRuns);
    const harmed = ofRuns.reduce((sum, outcome) => sum + outcome.harmed, 0);
    return { rule, minutes, medianHarmed, meanHarmed: harmed / ofRuns.length, missed: 1 - fired };
  });
  const fastest = all.filter(({ rule }) => WINDOWS.has(rule)).toSorted(byDelay)[0];
  return all
    .filter((row) => !WINDOWS.has(row.rule) || row === fastest)
    .toSorted((a, b) => a.meanHarmed - b.meanHarmed || byP90(a, b) || a.missed - b.missed);
}

function byDelay(a: Ranked, b: Ranked): number {
  return compared(a.minutes.median, b.minutes.median) || byP90(a, b);
}

function byP90(a: Ranked, b: Ranked): number {
  return compared(a.minutes.p90, b.minutes.p90);
}

/** Infinity minus itself is no number. */
function compared(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

/** The rules that releases are watched by elsewhere, and that the guard is to beat. */
const ELSEWHERE = /^(GrowthBook CS 10 min|Argo|Flagger|Burn rate|Kayenta-style)/;

/** The one of them under which the fewest are harmed; undefined where none could be calibrated. */
export function bestElsewhere(rules: readonly Ranked[]): Ranked | undefined {
  return rules
    .filter(({ rule }) => ELSEWHERE.test(rule))
    .toSorted((a, b) => a.medianHarmed - b.medianHarmed)[0];
}
