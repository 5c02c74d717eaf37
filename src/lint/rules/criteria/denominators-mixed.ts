import { criterionInWords, mixedDenominators, type Criterion } from '../../../criteria/index.ts';
import { placeAt } from '../../../plan/index.ts';
import { type Rule, warning } from '../../rule.ts';

/** The same thing measured as shares of different things. */
export const denominatorsMixed: Rule = {
  id: 'denominators-mixed',
  find: ({ plan, written }) => {
    const stated = written.flatMap(({ at, read }) =>
      read.ok ? [{ at, criterion: read.value }] : [],
    );
    return mixedDenominators(stated).map(([first, second]) =>
      warning(
        second.at,
        `\`${criterionInWords(second.criterion)}\` is a share of ${unitOf(second.criterion)}; line ` +
          `${placeAt(plan.source, first.at).line} measures the same as a share of ${unitOf(first.criterion)}.`,
        `Write “of ${unitOf(first.criterion)}” in both, or “of ${unitOf(second.criterion)}”.`,
      ),
    );
  },
};

function unitOf({ denominator }: Criterion): string {
  return denominator ?? 'nothing';
}
