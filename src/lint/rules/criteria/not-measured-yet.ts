import { isAwaited, whyNoPages, whyUnmeasured, type Criterion } from '../../../criteria/index.ts';
import type { Linted, Rule } from '../../rule.ts';

/**
 * A code span that can be read, but is not measured as it is written. As a rule it could never fire, so that such a
 * plan can’t be carried out; a success criterion about something that is awaited holds each stage until an override.
 * What another program has to report first is a warning.
 */
export const notMeasuredYet: Rule = {
  id: 'not-measured-yet',
  find: (linted) =>
    linted.written.flatMap(({ kind, at, code, read }) => {
      if (!read.ok) return [];
      const impossible = whyUnmeasured(read.value);
      const why = impossible ?? whyNotOfFeature(read.value, linted);
      if (why === null) return [];
      const mayStart = impossible === null || (kind === 'criterion' && isAwaited(read.value));
      return [
        {
          at,
          severity: mayStart ? 'warning' : 'error',
          message: `“${code}” ${impossible === null ? 'is not measured by itself' : 'can’t be measured'}. ${why}${impossible !== null && mayStart ? ' No stage can pass it; each would wait for an override.' : ''}`,
          suggestion:
            'Ask for something that is measured today, or let a person answer it: write it without code marks.',
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
