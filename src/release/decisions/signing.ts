import { err, ok } from '../../lib/result.ts';
import type { JournalFact } from '../journal/journal.ts';
import { questionKey } from '../journal/question-key.ts';
import { askedOf, openQuestions, ownerOf } from './rules.ts';
import { awaitedBesides, isSamePerson, standingInWords, whyNotSigner } from './signatures.ts';
import { GO_NEEDED, refuse, type StepDecision, type StepSituation } from './situation.ts';

/** A person’s answer to a success criterion that no number answers. */
export function answer(
  { plan, progress, who, why }: StepSituation,
  { criterion, yes }: Answering,
): StepDecision {
  if (criterion !== null && !isAsked(plan, criterion)) {
    return refuse(
      'no-such-question',
      'The plan does not ask that question. Look at its questions.',
    );
  }
  if (!isAsking({ plan, progress })) {
    return refuse('nothing-asked', 'Nothing is asked now: no stage is waiting for the next one.');
  }
  if (!yes && why === null) {
    return refuse('reason-needed', 'A no needs a reason; it is printed in the report.');
  }
  const meant = criterion === null ? openQuestions(plan, progress) : [criterion];
  if (meant.length === 0)
    return refuse('nothing-asked', 'Every question of the plan has been answered.');
  const own = meant.filter((one) => [null, who.role].includes(ownerOf(one)));
  if (own.length === 0) return refuse('not-your-question', notYours(meant));
  return ok(own.map((one) => ({ kind: 'criterion-answered', criterion: one, yes })));
}

function isAsked(plan: StepSituation['plan'], criterion: string): boolean {
  return askedOf(plan).some((one) => questionKey(one) === questionKey(criterion));
}

/** Whether a go, or the next stage, waits for answers. */
function isAsking({ plan, progress }: Pick<StepSituation, 'plan' | 'progress'>): boolean {
  const { phase } = progress;
  if (phase === 'draft') return plan.testing === null;
  return phase === 'testing' || phase === 'rollout' || phase === 'rolled-back';
}

function notYours(questions: readonly string[]): string {
  return `Nobody answers for another: ${withOwners(questions)}. Ask them to answer by name.`;
}

function withOwners(questions: readonly string[]): string {
  return questions
    .map((question) => `“${question}” (${ownerOf(question)?.replace('-', ' ') ?? 'any operator'})`)
    .join('; ');
}

type Answering = { readonly criterion: string | null; readonly yes: boolean };

/** A no-go counts as a go would: of those who sign. */
export function signNoGo({ plan, progress, who }: StepSituation): StepDecision {
  const refusal = whyNotSigner({ plan, progress, who, upTo: null });
  return refusal?.code === 'not-allowed' ? err(refusal) : ok([{ kind: 'no-go-signed' }]);
}

/** A signature answers no question: those of the plan are answered before, each by name. */
export function signGo(situation: StepSituation, upTo: string | null): StepDecision {
  const refusal = whyNotSignable(situation, upTo);
  if (refusal) return refusal;
  const { plan, progress, who } = situation;
  const hasSigned = progress.signatures.some((one) => one.upTo === upTo && isSamePerson(one, who));
  if (progress.go?.upTo === upTo) return ok([]);
  const open = openQuestions(plan, progress);
  if (open.length > 0) return refuse('questions-open', questionsOpen(open));
  if (hasSigned) return ok([]);
  const awaiting = awaitedBesides({ plan, progress, who, upTo });
  const go: JournalFact = {
    kind: 'go-signed',
    ...(upTo !== null && { upTo }),
    ...(awaiting.length > 0 && { awaiting }),
  };
  return ok([go]);
}

function questionsOpen(open: readonly string[]): string {
  return `Not answered yet: ${withOwners(open)}. A signature answers for no one. Answer what is yours with phcc plan answer yes or no, and ask the others; then sign.`;
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
  const asked = askedOf(plan);
  const no = asked.find((criterion) => progress.answers.get(questionKey(criterion))?.yes === false);
  if (no !== undefined) {
    return refuse('answered-no', `The answer to “${no}” is no. Answer again once it is resolved.`);
  }
  return null;
}

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
