import { whyUnmeasured } from '../../../criteria/index.ts';
import { type Rule, warning } from '../../rule.ts';

/** A code span that can be read, about something that nothing measures today. */
export const notMeasuredYet: Rule = {
  id: 'not-measured-yet',
  find: ({ written }) =>
    written.flatMap(({ kind, at, code, read }) => {
      const why = read.ok ? whyUnmeasured(read.value) : null;
      if (why === null) return [];
      const effect =
        kind === 'criterion'
          ? 'No stage can pass it; each would wait for an override.'
          : 'It can’t take the feature back.';
      return [
        warning(
          at,
          `\`${code}\` can be read, but not measured. ${why} ${effect}`,
          'Have a person look: leave the code span out and begin with who does, “The product manager …”. `phcc plan measures` lists what is measured today.',
        ),
      ];
    }),
};
