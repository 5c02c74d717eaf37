/**
 * The yardstick of the model-based test: what may happen in a release, said a second time, simply, and without
 * a look at how the program does it. It reads a journal entry by entry and throws at the first that may not be.
 */
import type { JournalEntry } from '../../src/release/journal.ts';

/** Hours that each stage lasts at least; the shares come from the plan document. */
const HOURS = [2, 24, 24];
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export type Expected = {
  readonly version: number;
  readonly applied: number;
  readonly phase:
    'unknown' | 'draft' | 'testing' | 'rollout' | 'fully-on' | 'rolled-back' | 'closed';
  /** Percent of each stage, by the newest plan. */
  readonly shares: readonly number[];
  readonly planVersion: number;
  readonly stage: number | null;
  readonly openedAtMs: number;
  readonly tested: boolean;
  readonly go: boolean;
  /** What it is held for: a person’s reason, or a cause of the program. */
  readonly held: string | null;
  readonly answer: boolean | null;
  readonly testers: ReadonlyMap<string, string | null>;
  readonly everyoneSinceMs: number | null;
  readonly checkIns: ReadonlySet<string>;
  readonly stopped: boolean;
};

export const NOTHING: Expected = {
  version: 0,
  applied: 0,
  phase: 'unknown',
  shares: [],
  planVersion: 0,
  stage: null,
  openedAtMs: 0,
  tested: false,
  go: false,
  held: null,
  answer: null,
  testers: new Map(),
  everyoneSinceMs: null,
  checkIns: new Set(),
  stopped: false,
};

/** What the world has met so far, so that the program may act on it. */
export type Met = {
  /** Whether a visit of somebody with the feature has failed since the run began. */
  readonly harmed: boolean;
  /** Whether visits failed on pages that have nothing to do with the feature. */
  readonly failedElsewhere: boolean;
  /** Whether the service behind the feature has failed since the run began. */
  readonly dependencyFailed: boolean;
  /** Whether the numbers were not to be trusted, or not to be heard, at any time since the run began. */
  readonly untrusted: boolean;
  /** Whether the plan lets the program advance by itself. */
  readonly isAutomatic: boolean;
  /** The shares of a version of the plan. */
  readonly sharesOf: (planVersion: number) => readonly number[];
};

const PROGRAM = 'Release program';
const OUTSIDE = 'Somebody outside';
export const PASSES_BY_ITSELF: ReadonlySet<string | null> = new Set([
  'dependency',
  'incident',
  'blind',
]);

export class Forbidden extends Error {}

function demand(holds: boolean, sentence: string): void {
  if (!holds) throw new Forbidden(sentence);
}

export function isOut({ phase }: Expected): boolean {
  return phase === 'rollout' || phase === 'fully-on';
}

/** Where the release stands after this entry. Throws when there may be no such entry. */
export function after(before: Expected, entry: JournalEntry, met: Met): Expected {
  const { version, kind } = entry;
  demand(version === before.version + 1, `entry ${version} follows entry ${before.version}`);
  demand(before.phase !== 'closed' || kind === 'applied', `${kind} after the release was closed`);
  const isByRole = MAY_MOVE.has(entry.who.role) || BY_EVERYBODY.has(kind);
  demand(isByRole, `${kind} by the role ${entry.who.role}`);
  return { ...before, ...changeBy(before, entry, met), version };
}

const MAY_MOVE = new Set(['product-manager', 'product-owner', 'engineer', 'automatic', 'unknown']);
const BY_EVERYBODY = new Set(['held', 'rolled-back', 'criterion-answered', 'stage-measured']);

function changeBy(before: Expected, entry: JournalEntry, met: Met): Partial<Expected> {
  const isProgram = entry.who.name === PROGRAM;
  const isOutside = entry.who.name === OUTSIDE;
  const { phase } = before;
  switch (entry.kind) {
    case 'plan-loaded': {
      demand(entry.planVersion === before.planVersion + 1, 'plan versions count one by one');
      const { planVersion } = entry;
      const shares = met.sharesOf(planVersion);
      return { planVersion, shares, go: false, ...(phase === 'unknown' && { phase: 'draft' }) };
    }
    case 'testing-started':
      demand(
        phase === 'draft' || (phase === 'rolled-back' && (before.go || !before.tested)),
        'Phase I begins a release, or anew after a new go',
      );
      return { phase: 'testing', tested: true, go: false, answer: null, stopped: false };
    case 'tester-invited':
    case 'tester-enrolled': {
      demand(phase !== 'draft' && phase !== 'rolled-back', 'testers join what is open');
      const account = entry.kind === 'tester-enrolled' ? entry.accountId : null;
      demand(before.testers.get(entry.emailDigest) !== account, 'nobody is enrolled twice');
      return { testers: new Map([...before.testers, [entry.emailDigest, account]]) };
    }
    case 'tester-removed': {
      const testers = new Map(before.testers);
      demand(testers.delete(entry.emailDigest), 'only a tester is removed');
      return { testers };
    }
    case 'criterion-answered':
      return { answer: entry.yes };
    case 'go-signed':
      demand(
        before.tested && phase !== 'fully-on' && !before.go,
        'a go is signed once, after Phase I',
      );
      demand(before.answer === true, 'whoever signs a go has answered what is asked');
      return { go: true };
    case 'no-go-signed':
      return { go: false };
    case 'stage-opened':
      return isProgram && entry.stage === (before.stage ?? 0) - 1
        ? steppedBack(before, entry, met)
        : raised(before, entry, met);
    case 'fully-on':
      demand(!isProgram || met.isAutomatic, 'only an automatic plan goes on by itself');
      demand(
        phase === 'rollout' && shareOf(before) === 100 && before.held === null,
        'fully on after 100 %',
      );
      return { phase: 'fully-on' };
    case 'held':
      return held(before, entry, met);
    case 'resumed':
      demand(before.held !== null, 'what is not held is not resumed');
      demand(
        !isProgram || PASSES_BY_ITSELF.has(before.held),
        `the program resumes a hold for ${before.held ?? ''}`,
      );
      return { held: null };
    case 'rolled-back':
      demand(phase !== 'rolled-back', 'what is closed is not rolled back');
      demand(!isProgram || met.harmed, 'the program rolls back where nobody was harmed');
      demand(
        !isOutside || phase === 'testing' || isOut(before),
        'nothing was open to be closed outside',
      );
      return { ...ROLLED_BACK };
    case 'exposure-stopped':
      demand(phase === 'rolled-back' && !before.stopped, 'exposure stops once after a rollback');
      return { stopped: true };
    case 'check-in-answered':
    case 'check-in-waived': {
      const isDue =
        entry.kind === 'check-in-waived' || entry.at.getTime() >= dueMs(before, entry.checkIn);
      demand(before.everyoneSinceMs !== null && isDue, 'a check-in is answered when it is due');
      return { checkIns: new Set([...before.checkIns, entry.checkIn]) };
    }
    case 'closed':
      demand(
        phase === 'draft' || phase === 'rolled-back' || phase === 'fully-on',
        'what is open is not closed',
      );
      demand(phase !== 'fully-on' || before.checkIns.size === 3, 'check-ins come before the end');
      return { phase: 'closed' };
    case 'applied':
      return { applied: before.version };
    case 'stage-measured':
      return {};
    case 'rule-noted':
      throw new Forbidden('the plan has no rule that could be noted');
  }
}

const ROLLED_BACK = {
  phase: 'rolled-back',
  stage: null,
  go: false,
  held: null,
  everyoneSinceMs: null,
  checkIns: new Set<string>(),
  stopped: false,
} as const;

type StageOpened = JournalEntry & { kind: 'stage-opened' };

function raised(before: Expected, entry: StageOpened, met: Met): Partial<Expected> {
  demand(before.go, 'a stage is opened after a go for the plan as it is');
  demand(before.held === null, 'nothing moves on while it is held');
  demand(
    entry.stage === (before.stage ?? -1) + 1,
    `stage ${entry.stage} after ${before.stage ?? 'none'}`,
  );
  demand(
    entry.percentage === before.shares[entry.stage],
    'a stage opens for the share of the plan',
  );
  demand(
    entry.who.name !== PROGRAM || met.isAutomatic,
    'only an automatic plan advances by itself',
  );
  demand(
    entry.overridden || isTime(before, entry.at.getTime()),
    'a stage lasts as long as planned',
  );
  return opened(before, entry);
}

function steppedBack(before: Expected, entry: StageOpened, met: Met): Partial<Expected> {
  demand(met.dependencyFailed, 'the program steps back where nothing has failed');
  demand(before.held === null, 'nothing moves while it is held');
  demand(
    entry.percentage === before.shares[entry.stage],
    'a stage opens for the share of the plan',
  );
  return opened(before, entry);
}

function opened(
  { everyoneSinceMs }: Expected,
  { stage, percentage, at }: StageOpened,
): Partial<Expected> {
  const openedAtMs = at.getTime();
  const everyone = percentage === 100 ? (everyoneSinceMs ?? openedAtMs) : null;
  return {
    phase: 'rollout',
    stage,
    openedAtMs,
    answer: null,
    everyoneSinceMs: everyone,
    stopped: false,
  };
}

function held(
  before: Expected,
  entry: JournalEntry & { kind: 'held' },
  met: Met,
): Partial<Expected> {
  const cause = entry.cause ?? 'a person';
  demand(cause !== before.held, `held again for ${cause}`);
  if (cause === 'drift') {
    demand(before.held !== 'unsafe', 'drift is told of after harm');
    return { held: cause };
  }
  demand(isOut(before) || before.phase === 'testing', 'only what is open is held');
  if (cause === 'a person') return { held: cause };
  demand(isOut(before), 'the program holds what is out');
  const waitsForPeople = before.held !== null && !PASSES_BY_ITSELF.has(before.held);
  demand(
    !waitsForPeople,
    `a hold that waits for people (${before.held ?? ''}) gives way to ${cause}`,
  );
  demand(CAUSED[cause]?.(met) ?? false, `held for ${cause}, which there was not`);
  return { held: cause };
}

const CAUSED: Readonly<Record<string, (met: Met) => boolean>> = {
  dependency: ({ dependencyFailed }) => dependencyFailed,
  incident: ({ failedElsewhere }) => failedElsewhere,
  blind: ({ untrusted }) => untrusted,
};

/** Whether the open stage has lasted as long as the plan asks, and what is asked of people was answered yes. */
export function isTime({ stage, openedAtMs, answer }: Expected, nowMs: number): boolean {
  if (stage === null) return true;
  return nowMs - openedAtMs >= (HOURS[stage] ?? 0) * HOUR_MS && answer === true;
}

export function shareOf({ stage, shares }: Expected): number {
  return stage === null ? 0 : (shares[stage] ?? 0);
}

export function dueMs({ everyoneSinceMs }: Expected, checkIn: string): number {
  if (everyoneSinceMs === null) return Infinity;
  const due = new Date(everyoneSinceMs);
  if (checkIn === 'one-week') return everyoneSinceMs + 7 * DAY_MS;
  const day = due.getUTCDate();
  due.setUTCMonth(due.getUTCMonth() + 1);
  if (due.getUTCDate() !== day) due.setUTCDate(0);
  return due.getTime();
}

/** For whom the release is to be open. */
export type Order = {
  readonly everyone: boolean;
  readonly percentage: number;
  readonly testers: readonly string[];
};

export function orderIn(expected: Expected): Order {
  const testers = [...expected.testers.values()].filter((account) => account !== null).toSorted();
  switch (expected.phase) {
    case 'testing':
      return { everyone: false, percentage: 0, testers };
    case 'rollout':
      return { everyone: false, percentage: shareOf(expected), testers };
    case 'fully-on':
      return { everyone: true, percentage: 0, testers: [] };
    default:
      return { everyone: false, percentage: 0, testers: [] };
  }
}
