import { differences, type Difference } from './agreement.ts';
import { figuresOf, type Figures } from '../runs/figures.ts';
import type { Reference } from './reference.ts';
import { RULES, ruleNamed } from '../rules/index.ts';
import type { SimulatedCell } from '../runs/simulated-cells.ts';

/** A figure of the reference, ours of this run, and what lies too far apart. */
export type Line = {
  readonly reference: Reference;
  readonly ours: Figures;
  readonly differences: readonly Difference[];
};

export function compare(
  cells: readonly SimulatedCell[],
  references: readonly Reference[],
): readonly Line[] {
  return references.map((reference) => {
    const cell = cells.find(({ name }) => name === reference.cell);
    const outcomes = cell?.outcomes.get(reference.rule);
    if (!cell || !outcomes) {
      throw new Error(`Nothing was simulated for ${reference.rule}, ${reference.cell}.`);
    }
    const { minutesBetweenLooks } = ruleNamed(reference.rule);
    const ours = figuresOf(outcomes);
    const compared = { ours, runs: cell.runs, minutesBetweenLooks };
    return { reference, ours, differences: differences(compared, reference) };
  });
}

/** The rules of whose lines each one agrees. */
export function agreeingRules(lines: readonly Line[]): readonly string[] {
  return RULES.map(({ name }) => name).filter((name) => {
    const own = lines.filter(({ reference }) => reference.rule === name);
    return own.length > 0 && own.every((line) => line.differences.length === 0);
  });
}
