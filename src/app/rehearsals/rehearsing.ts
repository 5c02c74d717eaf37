import type { RehearsalResult, RehearsalWish } from '../../console/index.ts';
import type { ReleasePlan } from '../../plan/index.ts';
import { rulesOf } from '../../release/decisions/index.ts';
import {
  notRehearsed,
  planToRehearse,
  rehearsalShown,
  rehearseOnce,
  seedsFrom,
  summaryOf,
  thisMorning,
  whyNoRehearsal,
  type NotPlanned,
  type RehearsalSetting,
  type RehearsedRun,
  type Scenario,
} from '../../rehearsal/index.ts';

/** A rehearsal in pieces, so that it can be watched and stopped: it is begun, runs again and again, and is told. */
export type RehearsalTask =
  | { readonly kind: 'begin'; readonly document: string; readonly wish: RehearsalWish; at: Date }
  | { readonly kind: 'run' }
  | { readonly kind: 'tell'; readonly cutShort: string | null };

export type RehearsalAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refused'; readonly sentences: readonly string[] }
  | { readonly kind: 'told'; readonly result: RehearsalResult };

type Rehearsing = {
  readonly setting: RehearsalSetting;
  readonly wish: RehearsalWish;
  readonly seeds: readonly number[];
  readonly runs: RehearsedRun[];
};

/** Does the pieces of one rehearsal after the other. */
export function createRehearsing(): (task: RehearsalTask) => RehearsalAnswer {
  let current: Rehearsing | null = null;
  return (task) => {
    if (task.kind === 'begin') {
      const begun = begin(task);
      current = 'sentences' in begun ? null : begun;
      return 'sentences' in begun ? { kind: 'refused', ...begun } : { kind: 'ready' };
    }
    if (current === null) throw new Error('no rehearsal was begun');
    if (task.kind === 'tell') return { kind: 'told', result: told(current, task.cutShort) };
    const { setting, seeds, runs } = current;
    runs.push(rehearseOnce(setting, seeds[runs.length] ?? runs.length));
    return { kind: 'ready' };
  };
}

type NotBegun = { readonly sentences: readonly string[] };

function begin(task: RehearsalTask & { readonly kind: 'begin' }): Rehearsing | NotBegun {
  const { document, wish, at } = task;
  const plan = planToRehearse(document);
  if (!plan.ok) return { sentences: obstacles(plan.error) };
  const from = thisMorning(at);
  const sentence = whyNoRehearsal(plan.value, from);
  if (sentence !== null) return { sentences: [sentence] };
  const setting = settingOf(plan.value, scenarioOf(wish), from);
  return { setting, wish, seeds: [...seedsFrom(wish.seed, wish.runs)], runs: [] };
}

function settingOf(plan: ReleasePlan, scenario: Scenario, from: Date): RehearsalSetting {
  return { plan, rules: rulesOf(plan), scenario, from };
}

function obstacles(why: NotPlanned): readonly string[] {
  if (why.kind === 'no-phase') return [why.sentence];
  return why.problems.map(({ line, sentence }) => `Line ${line}: ${sentence}`);
}

function scenarioOf({
  usersPerDay,
  errorRate,
  regression,
  outageMinutes,
}: RehearsalWish): Scenario {
  return {
    usersPerDay,
    errorRate,
    regression: regression === null ? null : { share: regression, onsetMinutes: 0 },
    outage: outageMinutes === null ? null : { minutes: outageMinutes, startMinutes: null },
    answers: [],
  };
}

function told({ setting, wish, runs }: Rehearsing, cutShort: string | null): RehearsalResult {
  const { plan, rules, scenario } = setting;
  const { seed } = wish;
  const summary = summaryOf(plan, scenario, runs);
  const unseen = notRehearsed(plan, rules);
  return rehearsalShown({ plan, scenario, seed, summary, notRehearsed: unseen, cutShort }, runs);
}
