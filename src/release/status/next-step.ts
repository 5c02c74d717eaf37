import { CHECK_IN_IN_WORDS } from '../journal/said-in-words.ts';
import { dayInEasternWords } from '../../lib/eastern-time.ts';
import { dueAtOf, openCheckIns } from '../decisions/check-ins.ts';
import { unmet, unmetBesidesQuestions } from '../decisions/obstacles.ts';
import { whyItemsStop } from '../decisions/go-no-go/items.ts';
import { openQuestions } from '../decisions/questions.ts';
import type { Situation } from '../decisions/situation.ts';
import type { ReleasePlan } from '../../plan/index.ts';
import { endInWords } from './standing.ts';
import { whyNoGo } from '../decisions/signing.ts';

/** What happens next and what it takes, in a sentence or two. */
export function nextStep(situation: Situation): string {
  const { plan, progress } = situation;
  if (progress.phase === 'closed') return 'Nothing: the release is closed.';
  if (progress.held) return `On hold. ${endInWords(progress.held)}`;
  if (progress.phase === 'rollout') return nextStage(situation);
  if (progress.phase === 'fully-on') return nextCheckIn(situation);
  if (plan.testing !== null && !progress.tested) return 'Start Phase I, then enroll testers.';
  if (progress.go) return whyNoGo(situation)?.sentence ?? `Advance to ${stageInWords(plan, 0)}.`;
  const toDo = beforeGo(situation);
  return progress.phase === 'rolled-back'
    ? `The feature stays closed for now. To open it again, ${toDo}.`
    : `To begin the rollout, ${toDo}.`;
}

function beforeGo(situation: Situation): string {
  const parts = [
    ...(openQuestions(situation).length > 0 ? ['questions'] : []),
    ...(whyItemsStop(situation) ? ['items of the go/no-go'] : []),
  ];
  const answers = parts.length === 0 ? '' : `answer the open ${parts.join(' and ')}, then `;
  return `${answers}sign the go/no-go`;
}

function nextStage(situation: Situation): string {
  const { plan, progress } = situation;
  const next = (progress.stage?.stage ?? -1) + 1;
  const isLast = next >= plan.stages.length;
  if (isLast && progress.stage?.percentage !== 100) {
    return 'The last stage is open; nothing more is to be opened.';
  }
  const withoutGo = whyNoGo(situation);
  if (withoutGo !== null) return withoutGo.sentence;
  const goal = `Advance to ${isLast ? '“fully on”' : stageInWords(plan, next)}`;
  return unmet(situation).length === 0 ? `${goal}.` : `${goal}, but not yet.`;
}

/** What is missing before the next stage besides answers to its questions, a sentence each. */
export function missingIn(situation: Situation): readonly string[] {
  const { phase, held } = situation.progress;
  if (phase !== 'rollout') return [];
  const hold = held === null ? [] : [`The release is on hold. ${endInWords(held)}`];
  const noGo = whyNoGo(situation);
  return [...hold, ...(noGo === null ? [] : [noGo.sentence]), ...unmetBesidesQuestions(situation)];
}

function nextCheckIn({ progress, now }: Pick<Situation, 'progress' | 'now'>): string {
  const [next] = openCheckIns(progress);
  if (next === undefined) return END_IN_ORDER;
  const goal = `Answer the ${CHECK_IN_IN_WORDS[next]}`;
  const dueAt = dueAtOf(next, progress.everyoneSince);
  if (dueAt === null) return `${goal}.`;
  const day = dayInEasternWords(dueAt.toISOString());
  return dueAt <= now ? `${goal}, due since ${day}.` : `${goal}, from ${day} on.`;
}

/** In this order, or the page would close for people whose program still asks for the flag. */
const END_IN_ORDER =
  'Remove the flag from the code so that everybody keeps the feature, and deploy that. Once no ' +
  'program asks for it anymore, remove it from the flag engine, then close the release.';

function stageInWords(plan: ReleasePlan, index: number): string {
  const stage = plan.stages[index];
  return stage ? `Stage ${stage.letter} (${stage.percentage}%)` : 'the next stage';
}
