import { isAwaited, whyNoPages, whyUnmeasured, type Criterion } from '../../../criteria/index.ts';
import type { Linted, Rule } from '../../rule.ts';

/**
 * A code span that can be read, but is not measured as it is written, or not of this feature. As a rule it could never
 * fire, and nothing could ever deliver it, so that such a plan can’t be carried out; a success criterion about
 * something that is awaited holds each stage until an override.
 */
export const notMeasuredYet: Rule = {
  id: 'not-measured-yet',
  find: (linted) =>
    linted.written.flatMap(({ kind, at, code, read }) => {
      const why = read.ok
        ? (whyUnmeasured(read.value) ?? whyNotOfFeature(read.value, linted))
        : null;
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

/** Where it is not said whose pages report, or no toggle is named, that is not looked at. */
function whyNotOfFeature(criterion: Criterion, { plan, pageFeatures }: Linted): string | null {
  if (!pageFeatures || plan.toggles.length === 0) return null;
  const isReported = plan.toggles.some(({ words }) => pageFeatures.includes(words));
  return isReported ? null : whyNoPages(criterion);
}
