import type { Rule } from './rule.ts';
import { flagAndJournalDisagree } from './rules/agreement/flag-and-journal-disagree.ts';
import { oddValue } from './rules/agreement/odd-value.ts';
import { planAndJournalDisagree } from './rules/agreement/plan-and-journal-disagree.ts';
import { planContradictsItself } from './rules/agreement/plan-contradicts-itself.ts';
import { releaseNotLoaded } from './rules/agreement/release-not-loaded.ts';
import {
  criterionUnreadable,
  needsBaseline,
  unsetLimit,
} from './rules/criteria/criterion-problems.ts';
import { criterionUnowned } from './rules/criteria/criterion-unowned.ts';
import { denominatorsMixed } from './rules/criteria/denominators-mixed.ts';
import { firesByChance } from './rules/criteria/fires-by-chance.ts';
import { noSuccessCriteria } from './rules/criteria/no-success-criteria.ts';
import { notMeasuredYet } from './rules/criteria/not-measured-yet.ts';
import { rollbackWithoutRule } from './rules/criteria/rollback-without-rule.ts';
import { dateOnClosedDay } from './rules/dates/date-on-closed-day.ts';
import { datePast } from './rules/dates/date-past.ts';
import { fridayIncrease } from './rules/dates/friday-increase.ts';
import { resultsBeforeStart } from './rules/dates/results-before-start.ts';
import { emptyField } from './rules/openness/empty-field.ts';
import { openMarker } from './rules/openness/open-marker.ts';
import { callCenterNotice } from './rules/people/call-center-notice.ts';
import { goItemTwice, goItemUnowned } from './rules/people/go-items.ts';
import { humanChecksUnowned } from './rules/people/human-checks-unowned.ts';
import { switchOffUnanswered } from './rules/people/switch-off-unanswered.ts';
import { pastedResults } from './rules/results/pasted-results.ts';
import { resultsOfAnotherPlan } from './rules/results/results-of-another-plan.ts';
import { resultsTooEarly } from './rules/results/results-too-early.ts';
import { canaryTooLarge } from './rules/stages/canary-too-large.ts';
import { detectableRatio } from './rules/stages/detectable-ratio.ts';
import { neverReachesEveryone } from './rules/stages/never-reaches-everyone.ts';
import { noMinimumSample } from './rules/stages/no-minimum-sample.ts';
import { percentageNotRising } from './rules/stages/percentage-not-rising.ts';
import { sampleOutOfReach } from './rules/stages/sample-out-of-reach.ts';
import { stageTooShort } from './rules/stages/stage-too-short.ts';
import { stageWithoutLength } from './rules/stages/stage-without-length.ts';
import { stagesOutOfOrder } from './rules/stages/stages-out-of-order.ts';
import { cannotRun } from './rules/structure/cannot-run.ts';

/** Every rule, in the order of docs/lint.md. */
export const RULES: readonly Rule[] = [
  openMarker,
  emptyField,
  ...cannotRun,
  percentageNotRising,
  stagesOutOfOrder,
  neverReachesEveryone,
  canaryTooLarge,
  stageTooShort,
  stageWithoutLength,
  noMinimumSample,
  sampleOutOfReach,
  detectableRatio,
  noSuccessCriteria,
  criterionUnreadable,
  unsetLimit,
  needsBaseline,
  notMeasuredYet,
  denominatorsMixed,
  criterionUnowned,
  rollbackWithoutRule,
  firesByChance,
  humanChecksUnowned,
  switchOffUnanswered,
  callCenterNotice,
  goItemUnowned,
  goItemTwice,
  resultsTooEarly,
  pastedResults,
  resultsOfAnotherPlan,
  dateOnClosedDay,
  fridayIncrease,
  datePast,
  resultsBeforeStart,
  oddValue,
  planContradictsItself,
  releaseNotLoaded,
  planAndJournalDisagree,
  flagAndJournalDisagree,
];
