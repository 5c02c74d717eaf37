import { err, ok, type Result } from '../../../lib/result.ts';
import { textFromPeople } from '../../../lib/text-from-people.ts';
import type { ReleasePlan } from '../../../plan/index.ts';
import type { PlannedCondition } from '../../journal/go-no-go/facts.ts';
import type { SetCondition } from '../../journal/go-no-go/said.ts';
import type { Progress } from '../../journal/progress.ts';
import { questionKey } from '../../journal/question-key.ts';
import { refuse, type Refusal, type StepDecision, type StepSituation } from '../situation.ts';
import { isNoLink, notALink } from './link.ts';
import { listed, ownedBy, whose } from './owners.ts';

type ConditionsInRelease = {
  readonly plan: Pick<ReleasePlan, 'stages'>;
  readonly progress: Pick<Progress, 'goNoGo' | 'stage'>;
};

export function openConditions({
  progress,
}: Pick<ConditionsInRelease, 'progress'>): readonly SetCondition[] {
  return progress.goNoGo.conditions.filter(({ closed }) => closed === null);
}

/** Why the next stage is shut; null: no open condition keeps it so. A stage that the plan has no more keeps all shut. */
export function whyConditionsStop(release: ConditionsInRelease): Refusal | null {
  const { plan, progress } = release;
  const next = (progress.stage?.stage ?? -1) + 1;
  const stopping = openConditions(release).filter(
    ({ upTo }) => next > plan.stages.findIndex(({ letter }) => letter === upTo),
  );
  if (stopping.length === 0) return null;
  const sentence = `The go has conditions that are open: ${listed(stopping)}. The next stage stays shut until each is closed by name, by somebody of its role.`;
  return { code: 'conditions-open', sentence };
}

type ClosingCondition = { readonly condition: string; readonly link?: string };

/** By somebody whose role owns it, with how it was met as the reason. */
export function closeCondition(
  { progress, who, why }: StepSituation,
  { condition, link }: ClosingCondition,
): StepDecision {
  const meant = progress.goNoGo.conditions.find(
    ({ text }) => questionKey(text) === questionKey(condition),
  );
  if (!meant) {
    return refuse('no-such-condition', 'No go of this release has such a condition.');
  }
  if (!ownedBy(meant, who)) {
    return refuse('not-your-condition', `Nobody closes it for another: ${whose(meant)}.`);
  }
  if (why === null) {
    return refuse('reason-needed', 'Closing a condition needs a reason: how it was met.');
  }
  if (link !== undefined && isNoLink(link)) return err(notALink(link));
  if (meant.closed) return ok([]);
  return ok([
    { kind: 'condition-closed', condition: meant.text, ...(link !== undefined && { link }) },
  ]);
}

/** Conditions of one go. */
export const MOST_CONDITIONS = 20;
/** In characters. */
export const LONGEST_CONDITION = 300;

/** What a signature asks to be closed: in clean words, with whether any of it does not stand already. */
export function conditionsOf(
  { progress }: Pick<StepSituation, 'progress'>,
  { conditions = [], upTo }: Conditional,
): Result<StatedConditions, Refusal> {
  if (conditions.length > 0 && upTo === null) return refuse(...STAGE_NEEDED);
  const clean = conditions.map(({ text, owner }) => ({
    owner,
    text: textFromPeople(text, LONGEST_CONDITION).text ?? '',
  }));
  const isKept = ({ text }: PlannedCondition) => questionKey(text) !== '';
  if (!clean.every(isKept) || clean.length > MOST_CONDITIONS) return refuse(...UNREADABLE);
  const all = [...new Map(clean.map((one) => [questionKey(one.text), one])).values()];
  const standing = new Map(openConditions({ progress }).map((one) => [questionKey(one.text), one]));
  const added = all.filter(({ text }) => !standing.has(questionKey(text)));
  const other = all.find(({ text, owner }) => {
    const before = standing.get(questionKey(text));
    return before && (before.owner !== owner || before.upTo !== upTo);
  });
  return other
    ? refuse('condition-stands', standsAlready(other))
    : ok({ all, isNew: added.length > 0 });
}

type StatedConditions = { readonly all: readonly PlannedCondition[]; readonly isNew: boolean };

export type Conditional = {
  readonly conditions?: readonly PlannedCondition[];
  readonly upTo: string | null;
};

function standsAlready({ text }: PlannedCondition): string {
  return `The condition “${text}” is open already, for another role or up to another stage. Close that one first, or word yours otherwise.`;
}

const STAGE_NEEDED = [
  'stage-needed',
  'A go with conditions ends at a stage until they are closed: say up to which, such as Stage A.',
] as const;

const UNREADABLE = [
  'condition-unreadable',
  `A condition is a sentence of up to ${LONGEST_CONDITION} characters, and a go has up to ${MOST_CONDITIONS} of them. Say what has to be closed.`,
] as const;
