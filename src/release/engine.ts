import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { changelogOf } from './changelog.ts';
import { decide, noSuchRelease, type Refusal, type Step } from './decide.ts';
import type { FlagOrder, Journal, ReleaseRecord } from './journal-store.ts';
import type { JournalFact, Who } from './journal.ts';
import { CLOSED, openingOf, type Opening } from './opening.ts';
import { mayTake } from './permissions.ts';
import { readPlan, releasePlan, withChangelog, type ReleasePlan } from './plan/index.ts';
import { progressOf } from './progress.ts';
import { mayReplace } from './replan.ts';
import { statusOf, type ReleaseStatus } from './status.ts';

/**
 * Carries releases out. Each step: read the journal → decide → journal the intent → bring the flags to what
 * the journal orders → journal that it is done. A step cut short is finished by `recover` after a restart.
 */
export type ReleaseEngine = {
  load(plan: { id: string; document: string; who: Who }): Promise<Result<ReleaseStatus, Refusal>>;
  take(asked: AskedStep): Promise<Result<ReleaseStatus, Refusal>>;
  releases(): Promise<readonly ReleaseStatus[]>;
  status(id: string): Promise<ReleaseStatus | null>;
  /** The plan document with a changelog line per step; byte for byte the plan otherwise. */
  report(id: string): Promise<string | null>;
  /** The release whose plan names this toggle, or null. */
  ownerOf(toggle: string): Promise<string | null>;
  /** Enrols an account in every release that waits for this e-mail digest. */
  welcomeTester(tester: { accountId: string; emailDigest: string }): Promise<void>;
  /** Finishes the steps that a crash cut short. Call it before serving. */
  recover(): Promise<void>;
};

export type AskedStep = {
  readonly id: string;
  readonly step: Step;
  readonly who: Who;
  readonly why: string | null;
};

/** What the engine asks of the flag engine, besides what the journal writes in its own transactions. */
export type ReleaseFlags = {
  /** Makes this instance answer by what is written now. */
  refresh(): Promise<void>;
  /** Whether this toggle is closed for everybody. */
  isClosed(toggle: string): boolean;
};

export type EngineDeps = {
  readonly journal: Journal;
  readonly flags: ReleaseFlags;
  readonly clock: Clock;
  readonly log: Log;
};

const SOMEBODY_OUTSIDE: Who = { name: 'Somebody outside', role: 'unknown' };
const PROGRAM: Who = { name: 'Release program', role: 'automatic' };

export function createReleaseEngine(deps: EngineDeps): ReleaseEngine {
  const { journal, clock } = deps;
  return {
    load: (plan) => load(deps, plan),
    take: (asked) => take(deps, asked),
    releases: async () => {
      const records = await journal.releases();
      return records.map((record) => viewOf(record, clock));
    },
    status: async (id) => {
      const record = await journal.release(id);
      return record && viewOf(record, clock);
    },
    report: async (id) => {
      const record = await journal.release(id);
      return record && withChangelog(readPlan(record.document), changelogOf(record.entries));
    },
    ownerOf: async (toggle) => {
      const records = await journal.releases();
      return records.find((record) => planOf(record).toggles.includes(toggle))?.id ?? null;
    },
    welcomeTester: (tester) => welcomeTester(deps, tester),
    recover: async () => {
      for (const { id, entries } of await journal.releases()) {
        const { version, appliedVersion } = progressOf(entries);
        if (appliedVersion < version) await settle(deps, id);
      }
    },
  };
}

async function load(
  deps: EngineDeps,
  { id, document, who }: { id: string; document: string; who: Who },
): Promise<Result<ReleaseStatus, Refusal>> {
  if (!mayTake(who, 'load')) return err(notAllowed(who, 'load'));
  const plan = releasePlan(readPlan(document));
  if (!plan.ok) return err({ code: 'plan-not-ready', sentence: problemsInWords(plan.error) });
  const taken = await takenToggle(deps.journal, id, plan.value);
  if (taken) return err(taken);
  const record = await deps.journal.release(id);
  if (record?.document === document) return ok(viewOf(record, deps.clock));
  const open = record ? null : await openToggle(deps.flags, plan.value);
  if (open) return err(open);
  const progress = progressOf(record?.entries ?? []);
  const replacement = record ? mayReplace(planOf(record), plan.value, progress) : ok(null);
  if (!replacement.ok) return replacement;
  const planVersion = progress.planVersion + 1;
  const facts = [{ kind: 'plan-loaded', planVersion, title: plan.value.title }] as const;
  return write(deps, { id, after: progress.version, facts, who, why: null, document });
}

async function takenToggle(
  journal: Journal,
  id: string,
  plan: ReleasePlan,
): Promise<Refusal | null> {
  const others = (await journal.releases()).filter((record) => record.id !== id);
  for (const other of others) {
    const toggle = planOf(other).toggles.find((name) => plan.toggles.includes(name));
    if (toggle !== undefined) {
      const sentence = `Release ${other.id} already owns the toggle ${toggle}; a toggle has one release.`;
      return { code: 'toggle-taken', sentence };
    }
  }
  return null;
}

/** A release begins with its toggles closed: whoever they are open for now is nobody that it knows of. */
async function openToggle(flags: ReleaseFlags, plan: ReleasePlan): Promise<Refusal | null> {
  await flags.refresh();
  const toggle = plan.toggles.find((name) => !flags.isClosed(name));
  if (toggle === undefined) return null;
  const sentence = `The toggle ${toggle} is open already. Close it first: phcc flags disable ${toggle}`;
  return { code: 'toggle-open', sentence };
}

async function take(deps: EngineDeps, asked: AskedStep): Promise<Result<ReleaseStatus, Refusal>> {
  const { who, step } = asked;
  return mayTake(who, step.kind) ? carryOut(deps, asked) : err(notAllowed(who, step.kind));
}

async function carryOut(
  deps: EngineDeps,
  asked: AskedStep,
): Promise<Result<ReleaseStatus, Refusal>> {
  const { id, step, who, why } = asked;
  await noticeClosedOutside(deps, id);
  const record = await deps.journal.release(id);
  if (!record) return err(noSuchRelease(id));
  const progress = progressOf(record.entries);
  const decision = decide({ plan: planOf(record), progress, why, now: deps.clock.now() }, step);
  if (!decision.ok) return decision;
  const written = await write(deps, {
    id,
    after: progress.version,
    facts: decision.value,
    who,
    why,
  });
  if (written.ok || written.error.code !== 'moved-on' || step.kind !== 'rollback') return written;
  // Taking a feature back wins over whatever else was happening at the same moment.
  return carryOut(deps, asked);
}

/**
 * Closing a toggle is a rollback through whatever door it was closed, SQL included: it goes into the journal
 * before anything else happens, so that no later step opens the feature again by accident.
 */
async function noticeClosedOutside(deps: EngineDeps, id: string): Promise<void> {
  const record = await deps.journal.release(id);
  if (!record) return;
  const progress = progressOf(record.entries);
  const settled = progress.appliedVersion === progress.version;
  if (!settled || sameOpening(openingOf(progress), CLOSED)) return;
  await deps.flags.refresh();
  if (!planOf(record).toggles.some(deps.flags.isClosed)) return;
  const facts = [{ kind: 'rolled-back' }] as const;
  const why = 'A toggle was closed outside the release';
  await write(deps, { id, after: progress.version, facts, who: SOMEBODY_OUTSIDE, why });
}

type Write = {
  readonly id: string;
  readonly after: number;
  readonly facts: readonly JournalFact[];
  readonly who: Who;
  readonly why: string | null;
  readonly document?: string;
};

async function write(deps: EngineDeps, wanted: Write): Promise<Result<ReleaseStatus, Refusal>> {
  const { id, facts } = wanted;
  if (facts.length > 0) {
    const { id: releaseId, ...rest } = wanted;
    const added = await deps.journal.append({ ...rest, releaseId, at: deps.clock.now() });
    if (!added.ok) return err(movedOn(id));
    for (const fact of facts) deps.log.info('release step', { release: id, step: fact.kind });
  }
  await settle(deps, id);
  const record = await deps.journal.release(id);
  return record ? ok(viewOf(record, deps.clock)) : err(noSuchRelease(id));
}

async function settle(deps: EngineDeps, id: string): Promise<void> {
  await deps.journal.settle(id, { order: orderOf, at: deps.clock.now() });
  await deps.flags.refresh();
}

/**
 * What the flags should be set to. Steps that do not change for whom the release is open give no order, so
 * that a flag somebody closed outside is not opened again by, say, a hold. A rolled-back release always
 * orders its flags closed.
 */
function orderOf(record: ReleaseRecord): FlagOrder {
  const { entries } = record;
  const progress = progressOf(entries);
  const opening = openingOf(progress);
  const applied = entries.filter(({ version }) => version <= progress.appliedVersion);
  const unchanged = sameOpening(openingOf(progressOf(applied)), opening);
  if (unchanged && progress.phase !== 'rolled-back') return null;
  return { toggles: planOf(record).toggles, opening };
}

function sameOpening(one: Opening, other: Opening): boolean {
  return (
    one.percentage === other.percentage &&
    one.testers.length === other.testers.length &&
    one.testers.every((tester) => other.testers.includes(tester))
  );
}

async function welcomeTester(
  deps: EngineDeps,
  { accountId, emailDigest }: { accountId: string; emailDigest: string },
): Promise<void> {
  const step = { kind: 'enrol-tester', accountId, emailDigest } as const;
  for (const { id, entries } of await deps.journal.releases()) {
    const { testers, phase } = progressOf(entries);
    if (testers.get(emailDigest) !== null || phase === 'rolled-back') continue;
    const why = 'First sign-in of an invited tester';
    await enrolUntilDone(deps, { id, step, who: PROGRAM, why });
  }
}

/** A sign-in is the only chance to enrol a waiting tester, so losing a race is a reason to try again. */
async function enrolUntilDone(deps: EngineDeps, asked: AskedStep): Promise<void> {
  const outcome = await carryOut(deps, asked);
  if (!outcome.ok && outcome.error.code === 'moved-on') await enrolUntilDone(deps, asked);
}

function viewOf(record: ReleaseRecord, clock: Clock): ReleaseStatus {
  const { id, entries } = record;
  const progress = progressOf(entries);
  return statusOf({ id, plan: planOf(record), progress, entries, now: clock.now() });
}

/** The plan of a stored document. It was checked when it was loaded, so a problem here is a broken promise. */
function planOf({ id, document }: ReleaseRecord): ReleasePlan {
  const plan = releasePlan(readPlan(document));
  if (!plan.ok) throw new Error(`the stored plan of release ${id} can no longer be read`);
  return plan.value;
}

function problemsInWords(problems: readonly { sentence: string; line: number }[]): string {
  return problems.map(({ line, sentence }) => `Line ${line}: ${sentence}`).join(' ');
}

function notAllowed(who: Who, step: Step['kind'] | 'load'): Refusal {
  const sentence = `The role ${who.role} may not take the step ${step}. Ask a product manager, product owner or engineer.`;
  return { code: 'not-allowed', sentence };
}

function movedOn(id: string): Refusal {
  const sentence = `Somebody else took a step of ${id} at the same moment. Look at its status, then try again.`;
  return { code: 'moved-on', sentence };
}
