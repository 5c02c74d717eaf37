import { signedBy } from './changelog.ts';
import { goNoGoAfter } from './go-no-go/go-no-go-after.ts';
import type { JournalEntry } from './journal.ts';
import { questionKey } from './question-key.ts';
import { resultsAnew, withResult } from './results-after.ts';
import type { AwaitedRecord } from './stage-record.ts';
import { testingAfter, withJoined, withTester } from '../testing/testing.ts';
import {
  accessOf,
  NOTHING_YET,
  presentPlace,
  type Answered,
  type Hold,
  type OpenStage,
  type Progress,
  type Signature,
} from './progress.ts';

export function progressOf(entries: readonly JournalEntry[]): Progress {
  return entries.reduce(progressAfter, NOTHING_YET);
}

/** The same one entry later. */
export function progressAfter(progress: Progress, entry: JournalEntry): Progress {
  const { version, who, why } = entry;
  const lastReason = why === null ? progress.lastReason : { who, why };
  const goNoGo = goNoGoAfter(progress, entry);
  if (entry.kind === 'not-known') {
    const notKnown = new Map([...progress.notKnown, [entry.of, progress.run]]);
    return { ...progress, notKnown, version, lastReason };
  }
  return { ...after(progress, entry), goNoGo, version, lastReason };
}

/** What it does to the release, a newer version of the program knows. */
type KnownEntry = Exclude<JournalEntry, { kind: 'not-known' }>;

function after(progress: Progress, entry: KnownEntry): Progress {
  switch (entry.kind) {
    case 'plan-loaded':
      return planLoaded(progress, entry.planVersion);
    case 'testing-started':
      return { ...opened(progress, entry), phase: 'testing', tested: true, ...UNSIGNED };
    case 'tester-invited':
    case 'tester-enrolled':
      return joined(progress, entry);
    case 'tester-removed':
    case 'access-ended':
      return left(progress, entry);
    case 'go-signed':
      return goSigned(progress, entry);
    case 'no-go-signed':
      return { ...progress, ...UNSIGNED, noGos: [...progress.noGos, signature(entry)] };
    case 'pause-signed':
    case 'go-voided':
      return { ...progress, ...UNSIGNED };
    case 'item-answered':
    case 'condition-closed':
      return progress;
    case 'stage-opened':
      return { ...opened(progress, entry), ...stageOpened(progress, entry) };
    case 'fully-on':
      return { ...progress, phase: 'fully-on', since: entry };
    case 'held':
      return { ...progress, held: holdBy(entry) };
    case 'reason-added':
      return entry.to === 'hold' ? withReasonToHold(progress, entry) : progress;
    case 'resumed':
      return resumed(progress);
    case 'rolled-back':
      return rolledBack(progress, entry);
    case 'rollback-measured':
      return rollbackMeasured(progress, entry);
    case 'exposure-stopped':
      return { ...progress, exposureStopped: true };
    case 'stage-measured':
      return { ...progress, records: [...progress.records, entry.record] };
    case 'criterion-answered':
      return withAnswer(progress, entry);
    case 'check-in-answered':
    case 'check-in-waived':
      return withCheckIn(progress, entry);
    case 'calls-entered':
      return withCalls(progress, entry);
    case 'result-entered':
      return withResult(progress, entry);
    case 'closed':
      return { ...progress, phase: 'closed', since: entry };
    case 'rule-noted':
      return { ...progress, noted: new Set([...progress.noted, entry.rule]) };
    case 'applied':
      return { ...progress, appliedVersion: entry.version, applied: appliedBy(progress) };
    // What is left concerns Phase I alone; another fact does not compile here.
    default:
      return { ...progress, testing: testingAfter(progress.testing, entry) };
  }
}

/** A changed plan is a different thing to have said yes to. */
function planLoaded(progress: Progress, planVersion: number): Progress {
  return { ...progress, planVersion, ...UNSIGNED, goesOnUnmeasured: false };
}

function appliedBy(progress: Progress): Progress['applied'] {
  return { access: accessOf(progress), isDrifted: progress.held?.cause === 'drift' };
}

type OpeningEntry = JournalEntry & { kind: 'testing-started' | 'stage-opened' };

function opened(progress: Progress, entry: OpeningEntry): Progress {
  return {
    ...progress,
    ...resultsAnew(progress, [entry.kind === 'stage-opened' ? entry.letter : 'testing']),
    since: entry,
    ...answersAfter(progress, ({ yes }) => !yes),
    noted: new Set(),
    goesOnUnmeasured: false,
  };
}

/** A yes is one to what was open then. A no stands, also after an override. */
function answersAfter(
  { answers, earlierAnswers }: Progress,
  stands: (answered: Answered) => boolean,
): Pick<Progress, 'answers' | 'earlierAnswers'> {
  return {
    answers: new Map([...answers].filter(([, answered]) => stands(answered))),
    earlierAnswers: new Map([...earlierAnswers, ...answers]),
  };
}

function holdBy(entry: JournalEntry & { kind: 'held' }): Hold {
  return { ...signature(entry), cause: entry.cause ?? null, version: entry.version, added: [] };
}

function withReasonToHold(progress: Progress, entry: JournalEntry): Progress {
  const { held } = progress;
  if (held === null) return progress;
  const added = [...held.added, signature(entry)];
  return { ...progress, held: { ...held, version: entry.version, added } };
}

const UNSIGNED = { go: null, signatures: [] } as const;

/** A go is in force once all signatures are there; then it has lifted every no-go. */
function goSigned(progress: Progress, entry: JournalEntry & { kind: 'go-signed' }): Progress {
  const { upTo = null, conditions = [] } = entry;
  const ofSame = progress.signatures.filter((one) => one.upTo === upTo);
  const conditional = conditions.length > 0 || ofSame.some((one) => one.conditional);
  const go = { ...signature(entry), upTo, conditional };
  const signatures = [...progress.signatures, go];
  if (entry.awaiting !== undefined) return { ...progress, signatures };
  return { ...progress, signatures, go, noGos: [] };
}

function resumed(progress: Progress): Progress {
  const goesOnUnmeasured = progress.goesOnUnmeasured || progress.held?.cause === 'unmeasured';
  return { ...progress, held: null, goesOnUnmeasured };
}

type StageOpened = JournalEntry & { kind: 'stage-opened' };

function stageOpened({ everyoneSince }: Progress, entry: StageOpened): Partial<Progress> {
  const everyone = entry.percentage === 100 ? (everyoneSince ?? entry.at) : null;
  return { phase: 'rollout', stage: openStage(entry), everyoneSince: everyone };
}

type RolledBackEntry = JournalEntry & { kind: 'rolled-back' };

function rolledBack(progress: Progress, entry: RolledBackEntry): Progress {
  return {
    ...progress,
    ...(entry.figures && figuresAwaited(progress, entry)),
    ...answersAfter(progress, () => false),
    ...resultsAnew(progress, ['one-week', 'one-month', 'post-launch']),
    phase: 'rolled-back',
    run: progress.run + 1,
    stage: null,
    ...UNSIGNED,
    endedSignatures: progress.signatures,
    held: null,
    since: entry,
    everyoneSince: null,
    checkIns: new Map(),
    exposureStopped: false,
    noted: new Set(),
    goesOnUnmeasured: false,
  };
}

function figuresAwaited(progress: Progress, entry: RolledBackEntry): Partial<Progress> {
  const { awaited, records } = progress;
  return {
    awaited: [...awaited, entry],
    records: [...records, ...awaitedRecord(progress, entry)],
  };
}

function awaitedRecord(progress: Progress, entry: RolledBackEntry): readonly AwaitedRecord[] {
  const place = presentPlace(progress);
  if (place === null || !progress.since) return [];
  const times = { from: progress.since.at.toISOString(), to: entry.at.toISOString() };
  const course = { ...times, decision: 'rolled back', by: signedBy(entry.who), why: entry.why };
  return [{ place, figures: null, course, rollback: entry.version }];
}

type RollbackMeasured = JournalEntry & { kind: 'rollback-measured' };

function rollbackMeasured(progress: Progress, { rollback, record }: RollbackMeasured): Progress {
  const { awaited, records } = progress;
  return {
    ...progress,
    awaited: awaited.filter(({ version }) => version !== rollback),
    records: records.map((one) =>
      one.figures === null && one.rollback === rollback ? (record ?? one) : one,
    ),
  };
}

function openStage(entry: StageOpened): OpenStage {
  const { stage, letter, percentage, at, confounders = [] } = entry;
  return { stage, letter, percentage, openedAt: at, confounders };
}

function signature({ who, at, why }: JournalEntry): Signature {
  return { who, at, why };
}

function withAnswer(
  progress: Progress,
  entry: JournalEntry & { kind: 'criterion-answered' },
): Progress {
  const { run, stage } = progress;
  const { criterion: question, yes } = entry;
  const answered = { ...signature(entry), question, yes, run, during: stage?.letter ?? null };
  return {
    ...progress,
    answers: new Map([...progress.answers, [questionKey(question), answered]]),
  };
}

function withCheckIn(
  progress: Progress,
  entry: JournalEntry & { kind: 'check-in-answered' | 'check-in-waived' },
): Progress {
  const checkedIn = { ...signature(entry), waived: entry.kind === 'check-in-waived' };
  return { ...progress, checkIns: new Map([...progress.checkIns, [entry.checkIn, checkedIn]]) };
}

function withCalls(progress: Progress, entry: JournalEntry & { kind: 'calls-entered' }): Progress {
  const { day, counts, stop = false } = entry;
  const calls = new Map([...progress.calls, [day, { ...signature(entry), counts, stop }]]);
  return { ...progress, calls };
}

function joined(
  progress: Progress,
  entry: JournalEntry & { kind: 'tester-invited' | 'tester-enrolled' },
): Progress {
  const { emailDigest, at } = entry;
  const accountId = entry.kind === 'tester-enrolled' ? entry.accountId : null;
  return {
    ...progress,
    testers: new Map([...progress.testers, [emailDigest, accountId]]),
    testing: withJoined(progress.testing, emailDigest, accountId === null ? null : at),
  };
}

/** Asked to leave, or by the clock. */
function left(
  progress: Progress,
  { emailDigest, at }: JournalEntry & { kind: 'tester-removed' | 'access-ended' },
): Progress {
  return {
    ...progress,
    testers: new Map([...progress.testers].filter(([key]) => key !== emailDigest)),
    testing: withTester(progress.testing, emailDigest, { endedAt: at }),
  };
}
