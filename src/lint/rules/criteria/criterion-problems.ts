import { looksLikeCriterion, type ProblemCode } from '../../../criteria/index.ts';
import type { WrittenRule } from '../../reading/rules-written.ts';
import { type RuleHit, type Rule, note } from '../../rule.ts';

/** A code span whose limit is not a number yet: `xx%`, `the agreed threshold`. */
export const unsetLimit = problemRule('unset-limit', (code) => code === 'unset-limit');

/** A code span that compares with a past that the program does not know. */
export const needsBaseline = problemRule('needs-baseline', (code) => code === 'needs-baseline');

/** A code span that is no criterion, for any other reason. */
export const criterionUnreadable = problemRule(
  'criterion-unreadable',
  (code) => code !== 'unset-limit' && code !== 'needs-baseline',
);

function problemRule(id: string, isAbout: (code: ProblemCode) => boolean): Rule {
  return {
    id,
    find: ({ written }) =>
      written.flatMap((rule) => {
        const isMine = !rule.read.ok && isAbout(rule.read.error.problem.code);
        return isMine ? problemFound(rule) : [];
      }),
  };
}

function problemFound(rule: WrittenRule): readonly RuleHit[] {
  const { kind, code, read } = rule;
  if (read.ok) return [];
  const { at, problem } = read.error;
  // A rollback plan may well quote a command or a name; it stops nothing that this is no rule.
  if (kind === 'rollback' && !looksLikeCriterion(rule.code)) return [quotation(rule)];
  return [
    {
      at,
      severity: 'error',
      message: `\`${code}\` can’t be measured. ${problem.sentence}`,
      suggestion:
        problem.suggestion === null
          ? 'Write a rule such as `error rate < 1% of requests over 1 day`.'
          : `Write “${problem.suggestion}” there.`,
    },
  ];
}

function quotation({ code, at }: WrittenRule): RuleHit {
  return note(
    at,
    `\`${code}\` stands in the rollback plan like a rule, but compares nothing, so nothing is watched by it.`,
    `If it is only a name, nothing needs doing; “${code}” in quotation marks says so.`,
  );
}
