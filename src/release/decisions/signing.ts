import { err, ok, type Result } from '../../lib/result.ts';
import type { JournalFact, Who } from '../journal/journal.ts';
import { questionKey } from '../journal/question-key.ts';
import { answerTo, askedOf, isAskedOf, openQuestions, questionsInWords } from './questions.ts';
import { whyTestersNotSeen } from '../testing/users-seen.ts';
import { awaitedBesides, isSamePerson, standingInWords, whyNotSigner } from './signatures.ts';
import {
  GO_NEEDED,
  refuse,
  type Refusal,
  type StepDecision,
  type StepSituation,
} from './situation.ts';

/** A person’s answer to a success criterion that no number answers; without one, to all that are open and theirs. */
export function answer(situation: StepSituation, { criterion, yes }: Answering): StepDecision {
  const { why } = situation;
  if (!isAsking(situation)) {
    return refuse('nothing-asked', 'Nothing is asked now: no stage is waiting for the next one.');
  }
  const meant = criterion === null ? openFor(situation) : theirs(situation, criterion);
  if (!meant.ok) return meant;
  if (!yes && why === null) {
    return refuse('reason-needed', 'A no needs a reason; it is printed in the report.');
  }
  return ok(meant.value.map((one) => ({ kind: 'criterion-answered', criterion: one, yes })));
}

/** Whether a go, or the next stage, waits for answers. */
function isAsking({ plan, progress }: StepSituation): boolean {
  const { phase } = progress;
  if (phase === 'draft') return plan.testing === null;
  return phase === 'testing' || phase === 'rollout' || phase === 'rolled-back';
}

function openFor({ plan, progress, who }: StepSituation): Result<readonly string[], Refusal> {
  const open = openQuestions({ plan, progress });
  if (open.length === 0) {
    return refuse('nothing-asked', 'Every question of the plan has been answered.');
  }
  const theirs = open.filter((one) => isAskedOf(one, who));
  return theirs.length > 0 ? ok(theirs) : refuse('not-your-question', notYours(open, who));
}

function theirs(
  { plan, who }: StepSituation,
  criterion: string,
): Result<readonly string[], Refusal> {
  const key = questionKey(criterion);
  const asked = askedOf(plan).find((one) => questionKey(one) === key);
  if (asked === undefined) {
    return refuse(
      'no-such-question',
      'The plan does not ask that question. Look at its questions.',
    );
  }
  return isAskedOf(asked, who) ? ok([asked]) : refuse('not-your-question', notYours([asked], who));
}

const notYours = (questions: readonly string[], { role }: Who) =>
  `No one answers for another, so this was not recorded. Not asked of the role ${role}: ${questionsInWords(questions)}.`;

type Answering = { readonly criterion: string | null; readonly yes: boolean };

/** A no-go counts as a go would: of those who sign. */
export function signNoGo({ plan, progress, who }: StepSituation): StepDecision {
  const refusal = whyNotSigner({ plan, progress, who, upTo: null });
  return refusal?.code === 'not-allowed' ? err(refusal) : ok([{ kind: 'no-go-signed' }]);
}

/** Nobody’s signature answers the questions of the plan for another. */
export function signGo(situation: StepSituation, upTo: string | null): StepDecision {
  const refusal = whyNotSignable(situation, upTo);
  if (refusal) return refusal;
  const { plan, progress, who } = situation;
  const hasSigned = progress.signatures.some((one) => one.upTo === upTo && isSamePerson(one, who));
  if (progress.go?.upTo === upTo || hasSigned) return ok([]);
  const open = openQuestions({ plan, progress });
  if (open.length > 0) return refuse('questions-open', stillOpen(open));
  const awaiting = awaitedBesides({ plan, progress, who, upTo });
  const go: JournalFact = {
    kind: 'go-signed',
    ...(upTo !== null && { upTo }),
    ...(awaiting.length > 0 && { awaiting }),
  };
  return ok([go]);
}

function whyNotSignable(situation: StepSituation, upTo: string | null): StepDecision | null {
  const { plan, progress, who, why } = situation;
  const notSigner = whyNotSigner({ plan, progress, who, upTo });
  if (notSigner) return err(notSigner);
  if (plan.testing !== null && !progress.tested) {
    return refuse('not-started', 'Start Phase I first; the go/no-go decides on its results.');
  }
  if (progress.phase === 'fully-on') {
    return refuse('already-rolling-out', 'Everyone has the feature; no go is needed any more.');
  }
  if (upTo !== null && !plan.stages.some(({ letter }) => letter === upTo)) {
    const letters = plan.stages.map(({ letter }) => letter).join(', ');
    return refuse('no-such-stage', `The plan has no Stage ${upTo}. Its stages: ${letters}.`);
  }
  if (upTo !== null && why === null) return refuse('reason-needed', CONDITION_NEEDED);
  const no = askedOf(plan).find((question) => answerTo(question, progress)?.yes === false);
  if (no !== undefined) {
    return refuse('answered-no', `The answer to “${no}” is no. Answer again once it is resolved.`);
  }
  return whyTestersNotSeen(situation);
}

const stillOpen = (questions: readonly string[]) =>
  `No go can be signed while questions are open: ${questionsInWords(questions)}. They answer with “phcc plan answer yes” or “no”; then sign.`;

const CONDITION_NEEDED =
  'A go up to a stage needs a reason: what has to be closed before the next one. It is printed in the report.';

/** Why no go is signed for what comes next, as a sentence; null when one is. */
export function whyNoGo({
  plan,
  progress,
}: Pick<StepSituation, 'plan' | 'progress'>): string | null {
  const { go, stage } = progress;
  if (!go) return standingInWords({ plan, progress }) ?? GO_NEEDED[1];
  if (go.upTo === null) return null;
  const last = plan.stages.findIndex(({ letter }) => letter === go.upTo);
  if ((stage?.stage ?? -1) < last) return null;
  return `The go is signed up to Stage ${go.upTo} (“${go.why ?? ''}”). When that is closed, sign a go for what comes next.`;
}
