import type { Field } from '../../../plan/index.ts';
import { bullet } from '../../reading/text-of.ts';

/** What an answer to a field of the template looks like. */
const EXAMPLES: Readonly<Partial<Record<NonNullable<Field['known']>['name'], string>>> = {
  'toggle name': '`my_feature`',
  'toggle description': 'opens the page and its API',
  rollback: 'the toggle is switched off when `error rate > 5% of requests over 1 hour`',
  dates: 'two weeks from the first go',
  testers: '5',
  recruiting: 'by asking in our own chat channels',
  testing: 'in a video call with screen sharing',
  'tester access': 'by adding the tester’s account to the toggle',
  'go/no-go': '[Launch readiness checklist](https://…), signed by the product manager',
  'launch ticket': 'N/A, the journal of the release is its record',
  access: 'the toggle is opened to a share of Veterans',
  'success criteria': '`error rate < 1% of requests over 1 day, at least 200 requests`',
  dashboards: '[Dashboard](https://…)',
  monitors: 'the product manager and the engineer on call',
  length: '2 days',
  percentage: '5% (at least 500 people)',
  users: '512',
  bugs: '2/2',
  metrics: 'error rate 0.4% (2 of 512 requests)',
  downstream: 'no',
  errors: 'none',
  'changes made': 'no',
  changes: 'none',
  'which changes': 'none',
  kpi: '512 people',
  handling: 'no',
};

const LONGEST_LABEL = 60;

/** What a person could write for a field: the line with its label, or the answer alone where the label is long. */
export function exampleLine({ label, known }: Field): string {
  const example = (known && EXAMPLES[known.name]) ?? 'the answer, or N/A';
  return label.length <= LONGEST_LABEL ? bullet(label, example) : example;
}
