import { differences, type Difference } from './agreement.ts';
import { figuresOf, type Figures } from './figures.ts';
import type { Reference } from './reference.ts';
import { RULES } from './rules/index.ts';
import type { SimulatedCell } from './simulated-cells.ts';

/** A published figure, ours of this run, and what lies too far apart. */
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
    const { rule: name, cell: cellName } = reference;
    const rule = RULES.find((candidate) => candidate.name === name);
    const cell = cells.find((candidate) => candidate.name === cellName);
    const outcomes = cell?.outcomes.get(name);
    if (!rule || !cell || !outcomes) throw new Error(`Nothing simulated for ${name}, ${cellName}.`);
    const ours = figuresOf(outcomes);
    const compared = { ours, runs: cell.runs, minutesBetweenLooks: rule.minutesBetweenLooks };
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
