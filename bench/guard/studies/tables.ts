import { OTHER_CELLS, USUAL_CELLS } from '../days/cells.ts';
import { agreeingRules, compare, type Line } from '../reference/comparison.ts';
import type { Crew } from '../runs/crew.ts';
import type { Options } from '../options.ts';
import { OTHER_REFERENCE } from '../reference/other-volumes.ts';
import { USUAL_REFERENCE } from '../reference/usual-day.ts';
import { printLines } from '../reference/report.ts';
import { labelMixture, RULES } from '../rules/index.ts';
import { atUsualThresholds, simulateCells } from '../runs/simulated-cells.ts';

const COMPARISON_RULES_WANTED = 4;

/** The tables of the reference again. The answer: does the plain process agree, and enough of the other rules? */
export async function tablesStudy(crew: Crew, options: Options): Promise<boolean> {
  const judges = atUsualThresholds(RULES.map(({ name }) => name));
  const usual = await simulateCells(crew, options, { cells: USUAL_CELLS, judges });
  const usualLines = compare(usual, USUAL_REFERENCE);
  for (const { name } of RULES) {
    const own = usualLines.filter(({ reference }) => reference.rule === name);
    printLines(name, own, 'cell');
  }
  return verdict([...usualLines, ...(await otherVolumes(crew, options))]);
}

async function otherVolumes(crew: Crew, options: Options): Promise<readonly Line[]> {
  const judges = atUsualThresholds([...new Set(OTHER_REFERENCE.map(({ rule }) => rule))]);
  const cells = await simulateCells(crew, options, { cells: OTHER_CELLS, judges });
  const lines = compare(cells, OTHER_REFERENCE);
  for (const { name } of OTHER_CELLS) {
    const own = lines.filter(({ reference }) => reference.cell === name);
    printLines(name, own, 'rule');
  }
  return lines;
}

function verdict(lines: readonly Line[]): boolean {
  const agreeing = agreeingRules(lines);
  const plainAgrees = agreeing.includes(labelMixture.name);
  const others = agreeing.filter((name) => name !== labelMixture.name);
  console.log(
    `\n${labelMixture.name}, the plain process: ${plainAgrees ? 'agrees' : 'does not agree'}.`,
  );
  console.log(`Of ${RULES.length - 1} other rules ${others.length} agree: ${others.join('; ')}.`);
  return plainAgrees && others.length >= COMPARISON_RULES_WANTED;
}
