import {
  stageField,
  type PlanDocument,
  type PlanProblem,
  type PlanProblemKind,
} from '../../../plan/index.ts';
import { placedFields } from '../../reading/sections.ts';
import { rolloutStages } from '../../reading/stages.ts';
import type { Rule } from '../../rule.ts';

/** The reasons for which the program refuses to load a plan, and what to write instead. */
const WHAT_TO_WRITE: Readonly<Record<PlanProblemKind, string>> = {
  'toggle-missing': 'Add “## Feature toggle” and below it “- Toggle name: `my_feature`”.',
  'toggle-malformed': 'Write “- Toggle name: `my_feature`”, with the name that the code asks for.',
  'rollout-missing': 'Add “## Phase II: staged rollout” and below it “### Stage A: Canary”.',
  'stage-missing':
    'Add “### Stage A: Canary”, “- Length of time: 2 days” and “- Percentage of Users: 5%”.',
  'percentage-missing': 'Write “- Percentage of Users: 5%”.',
  'percentage-out-of-range': 'Write “- Percentage of Users: 100%”, or less.',
  'percentage-falling': 'Raise the percentage above that of the stage before, or delete the stage.',
  'figure-unreadable': 'Write one figure in plain digits, for example “- Length of time: 2 days”.',
  'letter-twice': 'Give the stage the next free letter, for example “### Stage B: 25% of users”.',
  'term-unreadable':
    'Write it as docs/terms.md shows, or take the backticks away where it is only prose.',
  'unsafe-without-note':
    'Write “Safe to switch off: no, drafts would be lost”, or “Safe to switch off: yes”.',
};

/** One rule for each reason. */
export const cannotRun: readonly Rule[] = Object.entries(WHAT_TO_WRITE).map(
  ([kind, suggestion]) => ({
    id: kind,
    find: ({ plan, problems }) =>
      problems
        .filter((problem) => problem.kind === kind && !isOpenAnyway(plan, problem))
        .map((problem) => ({
          at: offsetOf(plan, problem),
          severity: 'error',
          message: problem.sentence,
          suggestion,
        })),
  }),
);

function offsetOf({ source }: PlanDocument, { line, column }: PlanProblem): number {
  return (source.lineStarts[line - 1] ?? 0) + column - 1;
}

/** A field that is there and open has its finding already. */
function isOpenAnyway(plan: PlanDocument, problem: PlanProblem): boolean {
  if (problem.kind === 'toggle-missing') {
    const names = placedFields(plan).filter(({ field }) => field.known?.name === 'toggle name');
    return names.some(({ field }) => field.open);
  }
  if (problem.kind !== 'percentage-missing') return false;
  const at = offsetOf(plan, problem);
  const fields = rolloutStages(plan).map(({ stage }) => stageField(stage, 'percentage'));
  return fields.some((field) => field?.open === true && field.span.start === at);
}
