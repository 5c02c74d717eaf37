import type { Phase } from '../../../plan/index.ts';
import { sentencesOf, type Sentence } from '../../reading/sentences.ts';
import { rolloutStages } from '../../reading/stages.ts';
import { type RuleHit, type Rule, warning } from '../../rule.ts';

const NO_STAGES =
  /\b(?:no|without(?: any)?) (?:rollout )?stages\b|\b(?:no|not|without)(?: be)?(?: a)? (?:staged|phased|gradual)\b|\b(?:everyone|everybody|all users|100 ?%) at once\b/i;

const NUMBERS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];
const STAGE_COUNT = new RegExp(`\\bin (${NUMBERS.join('|')}|\\d{1,2}) stages\\b`, 'i');

const TESTING = '(?:UAT|user acceptance testing|moderated (?:production )?testing|phase I)\\b';
/** “No UAT findings” is a result; only “no UAT” by itself says that there was none. */
const NO_TESTING = new RegExp(
  `\\b(?:without|skip(?:s|ping|ped)?) (?:the )?${TESTING}|` +
    `\\bno ${TESTING}(?=\\s*(?:$|[,)]|(?:is|was|will|needed|planned|required)\\b))`,
  'i',
);

/** Prose that says one thing of the release while the plan’s own headings say another. */
export const planContradictsItself: Rule = {
  id: 'plan-contradicts-itself',
  find: ({ plan }) => {
    const stages = rolloutStages(plan).length;
    const testing = plan.phases.find(({ kind }) => kind === 'moderated-testing') ?? null;
    return sentencesOf(plan).flatMap((sentence) => {
      const contradiction = contradictionIn(sentence, { stages, testing });
      return contradiction === null ? [] : [contradictionFound(sentence, contradiction)];
    });
  },
};

/** What the headings say: how many stages, and whether there is a testing phase. */
type Headings = { readonly stages: number; readonly testing: Phase | null };

function contradictionIn({ words }: Sentence, { stages, testing }: Headings): string | null {
  const listed = stages === 1 ? '1 stage is listed' : `${stages} stages are listed`;
  if (stages > 1 && NO_STAGES.test(words)) return listed;
  const counted = stageCount(words);
  if (counted !== null && stages > 0 && counted !== stages) return listed;
  return testing && NO_TESTING.test(words) ? `“${testing.name}” is planned` : null;
}

function stageCount(words: string): number | null {
  const [, count] = STAGE_COUNT.exec(words) ?? [];
  if (count === undefined) return null;
  const spelled = NUMBERS.indexOf(count.toLowerCase());
  return spelled === -1 ? Number(count) : spelled;
}

function contradictionFound({ words, at }: Sentence, contradiction: string): RuleHit {
  return warning(
    at,
    `The plan says “${words}”, but ${contradiction}.`,
    'Say which is meant, and delete the other.',
  );
}
