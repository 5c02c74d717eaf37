import { err, ok, type Result } from '../../lib/result.ts';
import type { JournalFact, Who } from '../journal/journal.ts';
import type { Progress } from '../journal/progress.ts';
import { questionKey } from '../journal/question-key.ts';
import { answerTo, askedOf, isAskedOf, openQuestions, questionsInWords } from './questions.ts';
import { conditionsOf, whyConditionsStop, type Conditional } from './go-no-go/conditions.ts';
import { whyNotInForce } from './go-no-go/decision.ts';
import { whyItemsStop } from './go-no-go/items.ts';
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
export function signNoGo(situation: StepSituation): StepDecision {
  const refusal = whyNotDeciding(situation);
  return refusal ? err(refusal) : ok([{ kind: 'no-go-signed' }]);
}

/** Not now. It takes a go away as a no-go does, and any go ends it. */
export function signPause(situation: StepSituation): StepDecision {
  const { progress, why } = situation;
  const refusal = whyNotDeciding(situation);
  if (refusal) return err(refusal);
  if (progress.phase === 'fully-on') return refuse(...NEEDED_NO_MORE);
  if (why === null) return refuse('reason-needed', 'A pause needs a reason: what it waits for.');
  return ok([{ kind: 'pause-signed' }]);
}

function whyNotDeciding({ plan, progress, who }: StepSituation): Refusal | null {
  const refusal = whyNotSigner({ plan, progress, who, upTo: null });
  return refusal?.code === 'not-allowed' ? refusal : null;
}

/** Nobody’s signature answers a question or an item of the plan for another. */
export function signGo(situation: StepSituation, going: Conditional): StepDecision {
  const { upTo } = going;
  const refusal = whyNotSignable(situation, going);
  if (refusal) return refusal;
  const { plan, progress, who } = situation;
  const stated = conditionsOf(situation, going);
  if (!stated.ok) return stated;
  const { all: conditions, isNew } = stated.value;
  const hasSigned = progress.signatures.some((one) => one.upTo === upTo && isSamePerson(one, who));
  const isSo = progress.go?.upTo === upTo || hasSigned;
  if (isSo && !isNew) return ok([]);
  const open = openQuestions({ plan, progress });
  if (open.length > 0) return refuse('questions-open', stillOpen(open));
  const stopped = whyItemsStop({ plan, progress });
  if (stopped) return err(stopped);
  // Last, since a reason is enough: whose answer is missing has been said by then.
  return whyTestersNotSeen(situation) ?? ok([goOf(situation, { upTo, conditions })]);
}

function goOf(situation: StepSituation, { upTo, conditions }: Required<Conditional>): JournalFact {
  const { plan, progress, who, attached } = situation;
  const awaiting = awaitedBesides({ plan, progress, who, upTo });
  return {
    kind: 'go-signed',
    ...(upTo !== null && { upTo }),
    ...(awaiting.length > 0 && { awaiting }),
    ...(conditions.length > 0 && { conditions }),
    ...(attached && { attached }),
  };
}

function whyNotSignable(
  situation: StepSituation,
  { upTo, conditions = [] }: Conditional,
): StepDecision | null {
  const { plan, progress, who } = situation;
  const notSigner = whyNotSigner({ plan, progress, who, upTo });
  if (notSigner) return err(notSigner);
  if (plan.testing !== null && !progress.tested) {
    return refuse('not-started', 'Start Phase I first; the go/no-go decides on its results.');
  }
  if (progress.phase === 'fully-on') {
    return refuse(...NEEDED_NO_MORE);
  }
  const limit = whyNotUpTo(situation, { upTo, conditions });
  if (limit) return limit;
  const no = askedOf(plan).find((question) => answerTo(question, progress)?.yes === false);
  if (no !== undefined) {
    return refuse('answered-no', `The answer to “${no}” is no. Answer again once it is resolved.`);
  }
  return null;
}

/** A go that ends says at which stage, and what has to be closed. */
function whyNotUpTo(
  { plan, progress, why }: StepSituation,
  { upTo, conditions }: Required<Conditional>,
): StepDecision | null {
  if (upTo === null) return null;
  if (!plan.stages.some(({ letter }) => letter === upTo)) {
    const letters = plan.stages.map(({ letter }) => letter).join(', ');
    return refuse('no-such-stage', `The plan has no Stage ${upTo}. Its stages: ${letters}.`);
  }
  const isNamed = why !== null || conditions.length > 0 || isConditional(progress, upTo);
  return isNamed ? null : refuse('reason-needed', CONDITION_NEEDED);
}

function isConditional({ signatures }: Progress, upTo: string | null): boolean {
  return signatures.some((one) => one.upTo === upTo && one.conditional);
}

const stillOpen = (questions: readonly string[]) =>
  `No go can be signed while questions are open: ${questionsInWords(questions)}. They answer yes or no first; then sign.`;

const CONDITION_NEEDED =
  'A go up to a stage needs a reason: what has to be closed before the next one. It is printed in the report.';

const NEEDED_NO_MORE = [
  'already-rolling-out',
  'Everyone has the feature; no go is needed anymore.',
] as const;

/** Why no go is signed for what comes next; null when one is. No override passes it. */
export function whyNoGo(situation: Pick<StepSituation, 'plan' | 'progress'>): Refusal | null {
  const { plan, progress } = situation;
  const { go, stage } = progress;
  if (!go) return whyUnsigned(situation);
  const stopped = whyItemsStop(situation) ?? whyConditionsStop(situation);
  if (stopped) return stopped;
  if (go.upTo === null || go.conditional) return null;
  const last = plan.stages.findIndex(({ letter }) => letter === go.upTo);
  if ((stage?.stage ?? -1) < last) return null;
  const sentence = `The go is signed up to Stage ${go.upTo} (“${go.why ?? ''}”). When that is closed, sign a go for what comes next.`;
  return { code: 'go-ends', sentence };
}

function whyUnsigned({ plan, progress }: Pick<StepSituation, 'plan' | 'progress'>): Refusal {
  const standing = standingInWords({ plan, progress });
  if (standing !== null) return { code: 'go-needed', sentence: standing };
  const [code, sentence] = GO_NEEDED;
  return whyNotInForce(progress) ?? { code, sentence };
}
