import { err, ok } from '../../../lib/result.ts';
import type { GoItem, ReleasePlan } from '../../../plan/index.ts';
import type { ItemAnswer } from '../../journal/go-no-go/facts.ts';
import type { ItemAnswered } from '../../journal/go-no-go/said.ts';
import type { Progress } from '../../journal/progress.ts';
import { questionKey } from '../../journal/question-key.ts';
import { refuse, type Refusal, type StepDecision, type StepSituation } from '../situation.ts';
import { notALink, isNoLink } from './link.ts';
import { listed, ownedBy, whose } from './owners.ts';

/** An item of the go/no-go with what its owner says of it. */
export type GivenItem = GoItem & {
  /** From 1, as people name it. */
  readonly number: number;
  readonly answered: ItemAnswered | null;
  /** An answer that is not the good one keeps the go from being signed, and the next stage shut. */
  readonly state: 'open' | 'good' | 'bad';
};

type ItemsInRelease = {
  readonly plan: Pick<ReleasePlan, 'goItems'>;
  readonly progress: Pick<Progress, 'goNoGo'>;
};

export function itemsIn({ plan, progress }: ItemsInRelease): readonly GivenItem[] {
  const { asked } = plan.goItems;
  const { items: answers } = progress.goNoGo;
  const before = lastGiven.get(answers);
  if (before?.asked === asked) return before.given;
  const given = asked.map((item, index) => {
    const answered = answers.get(questionKey(item.text)) ?? null;
    return { ...item, number: index + 1, answered, state: stateOf(item, answered) };
  });
  lastGiven.set(answers, { asked, given });
  return given;
}

type LastGiven = { readonly asked: readonly GoItem[]; readonly given: readonly GivenItem[] };

/** By the answers, which are others as soon as one is given. Every look asks, and so does each minute of a rehearsal. */
const lastGiven = new WeakMap<Progress['goNoGo']['items'], LastGiven>();

function stateOf({ goodAnswer }: GoItem, answered: ItemAnswered | null): GivenItem['state'] {
  if (answered === null) return 'open';
  return answered.answer === goodAnswer || answered.answer === 'not-applicable' ? 'good' : 'bad';
}

/** Why nothing is signed or opened while an item has no good answer; null: all have. */
export function whyItemsStop(release: ItemsInRelease): Refusal | null {
  const items = itemsIn(release);
  const bad = items.find(({ state }) => state === 'bad');
  if (bad) return { code: 'item-not-good', sentence: notGood(bad) };
  const open = items.filter(({ state }) => state === 'open');
  if (open.length === 0) return null;
  const sentence = `Nobody’s signature answers for another, and these items of the go/no-go are open: ${listed(open)}. Their owners answer them first.`;
  return { code: 'items-open', sentence };
}

function notGood({ text, answered, goodAnswer }: GivenItem): string {
  if (answered === null) return '';
  const { answer, who, why } = answered;
  return `${who.name} answered ${answer} to the item “${text}” (${why ?? ''}); the good answer is ${goodAnswer}. Answer it again once that is resolved.`;
}

type AnsweringItem = {
  /** In its words. */
  readonly item: string;
  readonly answer: ItemAnswer;
  readonly link?: string;
};

/** An answer by somebody whose role owns the item; a later one takes the place of an earlier one. */
export function answerItem(situation: StepSituation, step: AnsweringItem): StepDecision {
  const { progress, who, why } = situation;
  const { answer, link } = step;
  const item = itemsIn(situation).find(({ text }) => questionKey(text) === questionKey(step.item));
  if (progress.phase === 'fully-on') return refuse(...NOTHING_ASKED);
  if (!item) return refuse(...NO_SUCH_ITEM);
  if (!ownedBy(item, who)) {
    return refuse(
      'not-your-item',
      `No one answers for another, so this was not recorded: ${whose(item)}.`,
    );
  }
  if (answer !== item.goodAnswer && why === null) return refuse(...REASON_NEEDED);
  if (link !== undefined && isNoLink(link)) return err(notALink(link));
  const isSaid = item.answered?.answer === answer && isSameWord(item.answered, situation, link);
  const answered = { kind: 'item-answered', item: item.text, answer } as const;
  return ok(isSaid ? [] : [{ ...answered, ...(link !== undefined && { link }) }]);
}

function isSameWord(
  given: ItemAnswered,
  { who, why }: StepSituation,
  link: string | undefined,
): boolean {
  const isSamePerson = given.who.name === who.name && given.who.role === who.role;
  return isSamePerson && given.why === why && given.link === (link ?? null);
}

const NOTHING_ASKED = [
  'nothing-asked',
  'Nothing is asked now: everyone has the feature, and no go is needed anymore.',
] as const;

const NO_SUCH_ITEM = [
  'no-such-item',
  'The plan’s go/no-go has no such item. Look at its items, and name one of them.',
] as const;

const REASON_NEEDED = [
  'reason-needed',
  'An answer that is not the good one, and “not applicable”, need a reason; it is printed in the record.',
] as const;
