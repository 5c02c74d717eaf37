/**
 * How fast the guard takes a harmful change back, how often a harmless one, and what the rules in use elsewhere
 * do on the same days; each figure beside the published one. Exit code 1: they don't agree.
 */
import { OTHER_CELLS, USUAL_CELLS } from './guard/cells.ts';
import { agreeingRules, compare, type Line } from './guard/comparison.ts';
import { hire } from './guard/crew.ts';
import { HELP, optionsFrom, type Options } from './guard/options.ts';
import { OTHER_REFERENCE, USUAL_REFERENCE } from './guard/reference.ts';
import { printLines } from './guard/report.ts';
import { RULES } from './guard/rules/index.ts';
import { asPublished, simulateCells } from './guard/simulated-cells.ts';

const PLAIN_PROCESS = 'Label mixture';
const COMPARISON_RULES_WANTED = 4;

const options = readOptions(process.argv.slice(2));
const crew = hire();
const lines = await tables(options);
crew.dismiss();
process.exitCode = verdict(lines) ? 0 : 1;

function readOptions(args: readonly string[]): Options {
  try {
    const options = optionsFrom(args);
    if (options !== 'help') return options;
    console.log(HELP);
    process.exit(0);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}

async function tables(options: Options): Promise<readonly Line[]> {
  const usual = await simulateCells(crew, options, {
    cells: USUAL_CELLS,
    judges: asPublished(RULES.map(({ name }) => name)),
  });
  const usualLines = compare(usual, USUAL_REFERENCE);
  for (const { name } of RULES) {
    printLines(
      name,
      usualLines.filter(({ reference }) => reference.rule === name),
      'cell',
    );
  }
  const rules = [...new Set(OTHER_REFERENCE.map(({ rule }) => rule))];
  const other = await simulateCells(crew, options, {
    cells: OTHER_CELLS,
    judges: asPublished(rules),
  });
  const otherLines = compare(other, OTHER_REFERENCE);
  for (const { name } of OTHER_CELLS) {
    printLines(
      name,
      otherLines.filter(({ reference }) => reference.cell === name),
      'rule',
    );
  }
  return [...usualLines, ...otherLines];
}

function verdict(lines: readonly Line[]): boolean {
  const agreeing = agreeingRules(lines);
  const others = agreeing.filter((name) => name !== PLAIN_PROCESS);
  const plainAgrees = agreeing.includes(PLAIN_PROCESS);
  console.log(
    `\n${PLAIN_PROCESS}: ${plainAgrees ? 'agrees' : 'does not agree'} with what is published.`,
  );
  console.log(`Of ${RULES.length - 1} other rules ${others.length} agree: ${others.join('; ')}.`);
  return plainAgrees && others.length >= COMPARISON_RULES_WANTED;
}
