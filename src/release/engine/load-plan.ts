import { err, ok, type Result } from '../../lib/result.ts';
import type { Refusal } from '../decisions/decide.ts';
import type { Journal, ReleaseRecord } from '../journal/journal-store.ts';
import type { Who } from '../journal/journal.ts';
import { mayTake, notAllowed } from '../decisions/permissions.ts';
import { readPlan, releasePlan, tooLargeToRead, type ReleasePlan } from '../../plan/index.ts';
import { progressOf } from '../journal/progress.ts';
import { mayReplace } from '../decisions/replan.ts';
import { unreadableRules } from '../decisions/rules.ts';
import { CLOSED_FOR_GOOD, refuse } from '../decisions/situation.ts';
import type { ReleaseStatus } from '../status/status.ts';
import type { ReleaseFlags } from './deps.ts';
import { planOf } from './plan-of.ts';
import { viewOf, type StepDeps } from './release-view.ts';
import { write } from './write-step.ts';

/** Takes a plan in: as a new release, or as a new version of one that it does not contradict. */
export async function loadPlan(
  deps: StepDeps,
  { id, document, who }: { id: string; document: string; who: Who },
): Promise<Result<ReleaseStatus, Refusal>> {
  if (!mayTake(who, 'load')) return err(notAllowed(who, 'load'));
  const plan = readyPlan(document);
  if (!plan.ok) return plan;
  const taken = await takenToggle(deps.journal, id, plan.value);
  if (taken) return err(taken);
  const record = await deps.journal.release(id);
  if (record?.document === document) return ok(await viewOf(deps, record));
  const allowed = record
    ? mayReplaceIn(record, plan.value)
    : await mayBegin(deps.flags, plan.value);
  if (!allowed.ok) return allowed;
  const progress = progressOf(record?.entries ?? []);
  const planVersion = progress.planVersion + 1;
  const facts = [{ kind: 'plan-loaded', planVersion, title: plan.value.title }] as const;
  return write(deps, { id, after: progress.version, facts, who, why: null, document });
}

function readyPlan(document: string): Result<ReleasePlan, Refusal> {
  const tooLarge = tooLargeToRead(document);
  if (tooLarge !== null) return refuse('plan-not-ready', tooLarge);
  const plan = releasePlan(readPlan(document));
  const problems = plan.ok ? unreadableRules(plan.value) : plan.error;
  if (plan.ok && problems.length === 0) return plan;
  return err({ code: 'plan-not-ready', sentence: problemsInWords(problems) });
}

async function takenToggle(
  journal: Journal,
  id: string,
  plan: ReleasePlan,
): Promise<Refusal | null> {
  const others = (await journal.releases()).filter(
    (record) => record.id !== id && progressOf(record.entries).phase !== 'closed',
  );
  for (const other of others) {
    const toggle = planOf(other).toggles.find((name) => plan.toggles.includes(name));
    if (toggle !== undefined) {
      const sentence = `Release ${other.id} already owns the toggle ${toggle}; a toggle has one release.`;
      return { code: 'toggle-taken', sentence };
    }
  }
  return null;
}

function mayReplaceIn(record: ReleaseRecord, changed: ReleasePlan): Result<null, Refusal> {
  const progress = progressOf(record.entries);
  if (progress.phase === 'closed') return refuse(...CLOSED_FOR_GOOD);
  return mayReplace(planOf(record), changed, progress);
}

/** A release begins with its toggles closed: whoever they are open for now is nobody that it knows of. */
async function mayBegin(flags: ReleaseFlags, plan: ReleasePlan): Promise<Result<null, Refusal>> {
  await flags.refresh();
  const toggle = plan.toggles.find((name) => !flags.isClosed(name));
  if (toggle === undefined) return ok(null);
  return refuse(
    'toggle-open',
    `The toggle ${toggle} is open already. Close it first: phcc flags disable ${toggle}`,
  );
}

function problemsInWords(problems: readonly { sentence: string; line: number }[]): string {
  return problems.map(({ line, sentence }) => `Line ${line}: ${sentence}`).join(' ');
}
