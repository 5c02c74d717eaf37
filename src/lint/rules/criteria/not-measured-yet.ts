import { isAwaited, whyUnmeasured } from '../../../criteria/index.ts';
import { type Rule } from '../../rule.ts';

/**
 * A code span that can be read, but is not measured as it is written. As a rule it could never fire, so that such a
 * plan can’t be carried out; a success criterion about something that is awaited holds each stage until an override.
 */
export const notMeasuredYet: Rule = {
  id: 'not-measured-yet',
  find: ({ written }) =>
    written.flatMap(({ kind, at, code, read }) => {
      const why = read.ok ? whyUnmeasured(read.value) : null;
      if (why === null || !read.ok) return [];
      const mayStart = kind === 'criterion' && isAwaited(read.value);
      return [
        {
          at,
          severity: mayStart ? 'warning' : 'error',
          message: `“${code}” can’t be measured. ${why}${mayStart ? ' No stage can pass it; each would wait for an override.' : ''}`,
          suggestion: '`phcc plan measures` lists what is measured today.',
        },
      ];
    }),
};
