import { err, ok, type Result } from '../../lib/result.ts';
import type { ReleasePlan } from '../../plan/index.ts';
import type { Refusal } from '../decisions/decide.ts';
import { mayTake, notAllowed } from '../decisions/permissions.ts';
import { mayReplace } from '../decisions/replan.ts';
import { refuse } from '../decisions/situation.ts';
import type { Who } from '../journal/journal.ts';
import { NOTHING_YET } from '../journal/progress.ts';
import { owns, type Release } from '../journal/release.ts';
import type { EngineDeps, ReleaseFlags } from './deps.ts';
import { write } from './write-step.ts';

/** Takes a plan in: as a new release, or as a new version of one that it does not contradict. */
export async function loadPlan(
  deps: EngineDeps,
  { id, document, who }: { id: string; document: string; who: Who },
): Promise<Result<null, Refusal>> {
  if (!mayTake(who, 'load')) return err(notAllowed(who, 'load'));
  const plan = await deps.plans.check(document);
  if (!plan.ok) return refuse('plan-not-ready', plan.error);
  const others = (await deps.journal.releases()).filter((other) => other.id !== id);
  const taken = takenToggle(others, plan.value);
  if (taken) return err(taken);
  const release = await deps.journal.release(id);
  if (release?.document === document) return ok(null);
  const allowed = release
    ? mayReplace(release, plan.value)
    : await mayBegin(deps.flags, plan.value);
  if (!allowed.ok) return allowed;
  const { planVersion, version } = release?.progress ?? NOTHING_YET;
  const { title, toggles } = plan.value;
  const facts = [{ kind: 'plan-loaded', planVersion: planVersion + 1, title, toggles }] as const;
  return write(deps, { id, after: version, facts, who, why: null, document });
}

function takenToggle(others: readonly Release[], { toggles }: ReleasePlan): Refusal | null {
  for (const other of others) {
    const toggle = toggles.find((name) => owns(other, name));
    if (toggle !== undefined) {
      const sentence = `Release ${other.id} already owns the toggle ${toggle}; a toggle has one release.`;
      return { code: 'toggle-taken', sentence };
    }
  }
  return null;
}

/** A release begins with its toggles closed: it does not know the people for whom they are open now. */
async function mayBegin(flags: ReleaseFlags, plan: ReleasePlan): Promise<Result<null, Refusal>> {
  await flags.refresh();
  const [toggle] = plan.toggles.flatMap((name) => flags.openSpelling(name) ?? []);
  if (toggle === undefined) return ok(null);
  return refuse(
    'toggle-open',
    `The toggle ${toggle} is open already. Close it first: phcc flags disable ${toggle}`,
  );
}
