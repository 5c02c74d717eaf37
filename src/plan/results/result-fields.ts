import type { ResultPlace } from './plan-results.ts';

/** The fields that the template has for the results of a place, each as its label and what is left open. */
export function resultFields({ kind }: ResultPlace): readonly TemplateField[] {
  switch (kind) {
    case 'testing':
      return TESTING;
    case 'stage':
      return STAGE;
    case 'one-week':
      return afterLaunch('Any changes necessary');
    case 'one-month':
      return afterLaunch('Any UX changes necessary');
  }
}

export type TemplateField = { readonly label: string; readonly open: string };

const FILL_IN = '[FILL_IN]';
const PICK_ONE = '[PICK_ONE]: yes | no | N/A';

const AFFECTED = { label: 'Was any downstream service affected by the change?', open: PICK_ONE };
const ERRORS = { label: 'Types of errors logged:', open: FILL_IN };
const BASED_ON = 'based on the logs, feedback on user challenges, or VA challenges?';

const TESTING: readonly TemplateField[] = [
  { label: 'Number of users:', open: FILL_IN },
  { label: 'Number of bugs identified / fixed:', open: `${FILL_IN}/${FILL_IN}` },
  AFFECTED,
  ERRORS,
  { label: `Any changes necessary ${BASED_ON}`, open: PICK_ONE },
  { label: 'If yes, what:', open: FILL_IN },
];

const STAGE: readonly TemplateField[] = [
  { label: 'Number of unique users:', open: FILL_IN },
  { label: 'Metrics at this stage (per your "success criteria"):', open: FILL_IN },
  AFFECTED,
  ERRORS,
  { label: `What changes (if any) are necessary ${BASED_ON}`, open: FILL_IN },
];

const afterLaunch = (anyChanges: string): readonly TemplateField[] => [
  { label: 'Number of unique users:', open: FILL_IN },
  ...[1, 2, 3].map((kpi) => ({ label: `Post-launch KPI ${kpi} actual:`, open: FILL_IN })),
  { label: 'Any issues with VA handling/processing?', open: PICK_ONE },
  ERRORS,
  { label: `${anyChanges} ${BASED_ON}`, open: PICK_ONE },
  { label: 'If yes, what:', open: FILL_IN },
];
