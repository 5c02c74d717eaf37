import { criterionInWords, type Criterion } from '../../../criteria/index.ts';
import { type Rule, warning } from '../../rule.ts';

/** So many bad ones should it take at least: one or two come by chance, sooner or later. */
const FEWEST = 4;

/** A rollback rule that a few errors break, because its sample is small for its limit. */
export const firesByChance: Rule = {
  id: 'fires-by-chance',
  find: ({ written }) =>
    written.flatMap(({ kind, at, read }) => {
      const percent = kind === 'rollback' && read.ok ? percentAbove(read.value) : null;
      if (percent === null || percent === 0 || !read.ok) return [];
      const sample = read.value.sample?.count ?? 1;
      const needed = Math.floor((percent * sample) / 100) + 1;
      if (needed >= FEWEST) return [];
      const enough = Math.ceil(((FEWEST - 1) * 100) / percent);
      return [
        warning(
          at,
          `\`${criterionInWords(read.value)}\` is broken by ${needed} of ${sample}: that comes by chance, and takes a good feature back.`,
          `Ask for a larger sample: “at least ${enough}”.`,
        ),
      ];
    }),
};

/** The percentage that a rule of a share must exceed; null for any other rule. */
function percentAbove({ condition }: Criterion): number | null {
  if (condition.kind !== 'fixed' || condition.limit.kind !== 'percent') return null;
  return condition.comparison.startsWith('>') ? condition.limit.percent : null;
}
