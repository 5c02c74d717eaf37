import { ALPHA } from '../../../src/guard/index.ts';
import { crossingFigures, worstFalseRollback } from '../exact/crossing.ts';
import { detectableFigures, powerFigures } from '../exact/detectable.ts';
import { agrees, type ExactFigure } from '../exact/figure.ts';
import type { Options } from '../options.ts';
import { worstAlongPaths } from '../exact/paths.ts';
import { AT_MOST_TIMES, priceFigures, prices } from '../exact/price.ts';

const WIDTH = 58;

/** What needs no simulation. The answer: does all of it agree, and keep its limits? */
export function exactStudy({ seed }: Options): boolean {
  const figures = [
    ...detectableFigures(),
    ...powerFigures(),
    ...crossingFigures(),
    ...priceFigures(),
  ];
  console.log(`\n${'Exact figures of the plain process'.padEnd(WIDTH)}      here  reference`);
  for (const figure of figures) console.log(inWords(figure));
  const budgetKept = tellWorstFalseRollback(seed);
  const pricesKept = tellPrices();
  return figures.every(agrees) && budgetKept && pricesKept;
}

function inWords(figure: ExactFigure): string {
  const { name, here, reference } = figure;
  const digits = String(reference).split('.')[1]?.length ?? 0;
  const figures = `${here.toFixed(digits).padStart(10)} ${String(reference).padStart(10)}`;
  return `  ${name.padEnd(WIDTH - 2)}${figures}  ${agrees(figure) ? '✓' : '✗'}`;
}

function tellWorstFalseRollback(seed: string): boolean {
  const worst = { 'at one share': worstFalseRollback(), 'along shares': worstAlongPaths(seed) };
  console.log(`\nLargest exact chance of a false rollback, at most ${ALPHA}`);
  for (const [where, chance] of Object.entries(worst)) {
    console.log(`  ${where.padEnd(28)}${chance.toFixed(6)}`);
  }
  return Object.values(worst).every((chance) => chance <= ALPHA);
}

function tellPrices(): boolean {
  console.log('\nTreated people with an error until the decision, mean, × the fewest possible');
  const all = prices();
  for (const { share, rateRatio, bound, plain, shipped } of all) {
    const name = `share ${share}, rate ratio ${rateRatio}`;
    const times = (mean: number): string => (mean / bound).toFixed(2);
    console.log(
      `  ${name.padEnd(28)} plain × ${times(plain)} (at most ${AT_MOST_TIMES})   as it ships × ${times(shipped)}`,
    );
  }
  return all.every(({ plain, bound }) => plain <= AT_MOST_TIMES * bound);
}
