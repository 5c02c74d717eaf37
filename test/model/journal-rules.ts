/**
 * The yardstick of the model-based test: what may happen in a release, said a second time, simply, and without
 * a look at how the program does it. It reads a journal entry by entry and throws at the first that may not be.
 */
import type { JournalEntry } from '../../src/release/journal/journal.ts';
import { demand, isProgram } from './demand.ts';
import {
  dueMs,
  isOut,
  isTime,
  PASSES_BY_ITSELF,
  reaches,
  shareOf,
  type Expected,
} from './expected.ts';
import { GO_NO_GO_RULES } from './go-no-go-rules.ts';

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
  readonly signersOf: (planVersion: number) => readonly string[];
};

/** Where the release stands after this entry. Throws when there may be no such entry. */
export function after(before: Expected, entry: JournalEntry, met: Met): Expected {
  const { version, kind } = entry;
  demand(version === before.version + 1, `entry ${version} follows entry ${before.version}`);
  demand(before.phase !== 'closed' || kind === 'applied', `${kind} after the release was closed`);
  demand(mayWrite(before, entry), `${kind} by the role ${entry.who.role}`);
  const now = { ...before, ...changeBy(before, entry, met), ...toldBy(before, entry), version };
  demand(entry.planVersion === now.planVersion, `${kind} under plan ${entry.planVersion}`);
  return now;
}

/** What the program notes for itself tells people nothing; that a rollback worked is what they count on. */
function toldBy(
  { toldVersion, lastReason }: Expected,
  { kind, version, who, why }: JournalEntry,
): Pick<Expected, 'toldVersion' | 'lastReason'> {
  return {
    toldVersion: TELLS_NOTHING.has(kind) ? toldVersion : version,
    lastReason: why === null ? lastReason : { who, why },
  };
}

const TELLS_NOTHING: ReadonlySet<Kind> = new Set([
  'applied',
  'stage-measured',
  'rollback-measured',
  'exposure-stopped',
]);

/** A go and a no-go are for those whom the plan asks, where it asks anybody. */
function mayWrite({ signers }: Expected, { kind, who: { role } }: JournalEntry): boolean {
  const isSignature = SIGNED.has(kind);
  if (isSignature && signers.length > 0) return signers.includes(role);
  return MAY_MOVE.has(role) || BY_EVERYBODY.has(kind);
}

const SIGNED: ReadonlySet<Kind> = new Set(['go-signed', 'no-go-signed', 'pause-signed']);
const MAY_MOVE = new Set(['product-manager', 'product-owner', 'engineer', 'automatic', 'unknown']);
const BY_EVERYBODY = new Set([
  'held',
  'rolled-back',
  'criterion-answered',
  'item-answered',
  'stage-measured',
  'reason-added',
]);

type Kind = JournalEntry['kind'];
type EntryOf<One extends Kind> = JournalEntry & { readonly kind: One };
export type JournalRule<One extends Kind> = (
  before: Expected,
  entry: EntryOf<One>,
  met: Met,
) => Partial<Expected>;

function changeBy(before: Expected, entry: JournalEntry, met: Met): Partial<Expected> {
  return (RULES[entry.kind] as JournalRule<Kind>)(before, entry, met);
}

const isOutside = ({ who }: JournalEntry) => who.name === 'Somebody outside';

function joined(before: Expected, digest: string, account: string | null): Partial<Expected> {
  demand(before.phase !== 'draft' && before.phase !== 'rolled-back', 'testers join what is open');
  demand(before.testers.get(digest) !== account, 'nobody is enrolled twice');
  return { testers: new Map([...before.testers, [digest, account]]) };
}

function checkedIn(before: Expected, checkIn: string, isDue: boolean): Partial<Expected> {
  demand(before.everyoneSinceMs !== null && isDue, 'a check-in is answered when it is due');
  return { checkIns: new Set([...before.checkIns, checkIn]) };
}

const nobodyAsks = () => {
  demand(false, 'nobody of the model asks for that');
  return {};
};

const RULES: { readonly [One in Kind]: JournalRule<One> } = {
  'plan-loaded': ({ planVersion: last, phase }, { planVersion }, { sharesOf, signersOf }) => {
    demand(planVersion === last + 1, 'plan versions count one by one');
    const [shares, signers] = [sharesOf(planVersion), signersOf(planVersion)];
    const loaded = { planVersion, shares, signers, go: null, signed: [] };
    return phase === 'unknown' ? { ...loaded, phase: 'draft' } : loaded;
  },
  'testing-started': ({ phase, go, tested, answer, item, itemSaid, runs }, { at }) => {
    const isAnew = phase === 'rolled-back' && (go !== null || !tested);
    demand(phase === 'draft' || isAnew, 'Phase I begins a release, or anew after a new go');
    const unsigned = { go: null, signed: [], ...stillSaid(answer) };
    const begun = { runs: [...runs, { share: 0, atMs: at.getTime() }], stopped: false };
    const items = tested ? { item: null, itemSaid: null } : { item, itemSaid };
    return { phase: 'testing', tested: true, ...unsigned, ...begun, ...items };
  },
  'tester-invited': (before, { emailDigest }) => joined(before, emailDigest, null),
  'tester-enrolled': (before, { emailDigest, accountId }) => joined(before, emailDigest, accountId),
  'tester-removed': (before, { emailDigest }) => {
    const testers = new Map(before.testers);
    demand(testers.delete(emailDigest), 'only a tester is removed');
    return { testers };
  },
  'criterion-answered': (_, { yes }) => ({ answer: yes }),
  ...GO_NO_GO_RULES,
  'stage-opened': (before, entry, met) => {
    const isBack = isProgram(entry) && entry.stage === (before.stage ?? 0) - 1;
    return isBack ? steppedBack(before, entry, met) : raised(before, entry, met);
  },
  'fully-on': (before, entry, { isAutomatic }) => {
    demand(!isProgram(entry) || isAutomatic, 'only an automatic plan goes on by itself');
    const isForAll = before.phase === 'rollout' && shareOf(before) === 100;
    demand(isForAll && before.held === null, 'fully on after 100%');
    demand(reaches(before, (before.stage ?? 0) + 1), 'fully on after a go for it');
    return { phase: 'fully-on' };
  },
  held: (before, entry, met) => held(before, entry, met),
  resumed: ({ held: cause }, entry) => {
    demand(cause !== null, 'what is not held is not resumed');
    demand(!isProgram(entry) || PASSES_BY_ITSELF.has(cause), `the program resumes from ${cause}`);
    return { held: null };
  },
  'reason-added': (_, entry) => {
    demand(entry.why !== null && !isProgram(entry), 'people add reasons');
    return {};
  },
  'rolled-back': (before, entry, met) => {
    demand(before.phase !== 'rolled-back', 'what is closed is not rolled back');
    demand(!isProgram(entry) || met.harmed, 'the program rolls back where nobody was harmed');
    const wasOpen = before.phase === 'testing' || isOut(before);
    demand(!isOutside(entry) || wasOpen, 'nothing was open that could be closed outside');
    demand((entry.figures === 'follow') === wasOpen, 'figures follow a rollback of what was open');
    return {
      ...ROLLED_BACK,
      awaited: wasOpen ? [...before.awaited, entry.version] : before.awaited,
    };
  },
  'rollback-measured': ({ awaited }, entry) => {
    demand(isProgram(entry), 'the program measures');
    demand(awaited.includes(entry.rollback), 'the figures of a rollback follow it once');
    return { awaited: awaited.filter((version) => version !== entry.rollback) };
  },
  'exposure-stopped': ({ phase, stopped }) => {
    demand(phase === 'rolled-back' && !stopped, 'exposure stops once after a rollback');
    return { stopped: true };
  },
  'check-in-answered': (before, { checkIn, at }) =>
    checkedIn(before, checkIn, at.getTime() >= dueMs(before, checkIn)),
  'check-in-waived': (before, { checkIn }) => checkedIn(before, checkIn, true),
  closed: ({ phase, checkIns, awaited }) => {
    demand(awaited.length === 0, 'the figures of every rollback are there before the end');
    const isGivenUp = phase === 'draft' || phase === 'rolled-back';
    const isCarriedOut = phase === 'fully-on' && checkIns.size === 3;
    demand(isGivenUp || isCarriedOut, 'what is open is not closed');
    return { phase: 'closed' };
  },
  applied: ({ version }) => ({ applied: version }),
  'tester-seen': ({ testers }, entry) => {
    demand(isProgram(entry), 'who was seen the program says');
    demand(testers.has(entry.emailDigest), 'only testers are seen by name');
    return {};
  },
  'session-planned': nobodyAsks,
  'session-cancelled': nobodyAsks,
  'tester-bound': nobodyAsks,
  'access-ended': nobodyAsks,
  'task-recorded': nobodyAsks,
  'bug-recorded': nobodyAsks,
  'stage-measured': () => ({}),
  'not-known': () => {
    demand(false, 'there is no newer version of the program');
    return {};
  },
  'calls-entered': () => ({}),
  'result-entered': () => ({}),
  'rule-noted': () => {
    demand(false, 'the plan has no rule that could be noted');
    return {};
  },
};

const ROLLED_BACK: Partial<Expected> = {
  phase: 'rolled-back',
  stage: null,
  go: null,
  signed: [],
  answer: null,
  item: null,
  itemSaid: null,
  held: null,
  everyoneSinceMs: null,
  checkIns: new Set(),
  stopped: false,
};

type StageOpened = EntryOf<'stage-opened'>;

function raised(before: Expected, entry: StageOpened, met: Met): Partial<Expected> {
  demand(reaches(before, entry.stage), 'a stage is opened after a go for it and the plan as it is');
  demand(before.held === null, 'nothing moves on while it is held');
  demand(
    entry.stage === (before.stage ?? -1) + 1,
    `stage ${entry.stage} after ${before.stage ?? 'none'}`,
  );
  demand(
    entry.percentage === before.shares[entry.stage],
    'a stage opens for the share of the plan',
  );
  demand(!isProgram(entry) || met.isAutomatic, 'only an automatic plan advances by itself');
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

/** A yes is to what was open then; a no stands until a rollback. */
function stillSaid(answer: boolean | null): Pick<Expected, 'answer'> {
  return { answer: answer === false ? false : null };
}

function opened(
  { everyoneSinceMs, answer, runs }: Expected,
  { stage, percentage, at }: StageOpened,
): Partial<Expected> {
  const openedAtMs = at.getTime();
  const everyone = percentage === 100 ? (everyoneSinceMs ?? openedAtMs) : null;
  return {
    phase: 'rollout',
    stage,
    openedAtMs,
    ...stillSaid(answer),
    everyoneSinceMs: everyone,
    runs: [...runs, { share: percentage, atMs: openedAtMs }],
    stopped: false,
  };
}

function held(before: Expected, entry: EntryOf<'held'>, met: Met): Partial<Expected> {
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
  // What everybody met has no labels: harm beside an outage of the service behind it can’t be told from that.
  incident: ({ failedElsewhere, harmed, dependencyFailed }) =>
    failedElsewhere || (harmed && dependencyFailed),
  blind: ({ untrusted }) => untrusted,
};
