import { whyUnmeasured } from '../../../criteria/index.ts';
import { type Rule } from '../../rule.ts';

/** A code span that can be read, but is not measured as it is written. Such a plan can’t be carried out. */
export const notMeasuredYet: Rule = {
  id: 'not-measured-yet',
  find: ({ written }) =>
    written.flatMap(({ at, code, read }) => {
      const why = read.ok ? whyUnmeasured(read.value) : null;
      if (why === null) return [];
      return [
        {
          at,
          severity: 'error',
          message: `“${code}” can’t be measured. ${why}`,
          suggestion: '`phcc plan measures` lists what is measured today.',
        },
      ];
    }),
};
