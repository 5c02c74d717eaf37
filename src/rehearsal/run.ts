import { MINUTE_MS } from '../lib/duration.ts';
import { askedOf, ownerOf, type Ruling, rulingOn, type Step } from '../release/decisions/index.ts';
import { type JournalEntry, PROGRAM } from '../release/journal/index.ts';
import type { Assessment } from '../guard/index.ts';
import type { ReleasePlan } from '../plan/index.ts';
import { rehearsedJournal, PEOPLE, personIn, type StepContext } from './rehearsed-journal.ts';
import { firstRaise, longestMinutes, type RehearsalSetting } from './setting.ts';
import { stageRecorder, type RehearsedStage } from './stage-recorder.ts';
import { Watcher } from './watching/watcher.ts';

/** One rehearsal from the first stage to the end. Minutes count from the opening of the first stage. */
export type RehearsedRun = {
  readonly ended: Ended;
  readonly minutes: number;
  readonly stages: readonly RehearsedStage[];
  readonly entries: readonly JournalEntry[];
  readonly harmedPeople: number;
  readonly randomNumbers: number;
};

type Ended = 'finished' | 'rolled-back' | 'out-of-time';

const BY_PEOPLE = by(PEOPLE.role);

const NO_TESTERS = 'A rehearsal begins with the first stage: nobody tests before it.';

function by(role: string): Omit<StepContext, 'at'> {
  return { why: null, assessment: null, who: personIn(role) };
}

function signersOf({ terms: { goSignedBy } }: ReleasePlan): readonly string[] {
  return goSignedBy.length > 0 ? goSignedBy : [PEOPLE.role];
}

/**
 * Carries the plan out in virtual time, from the first moment at which the plan lets a share be raised. Asked criteria
 * count as answered yes, and items of the go/no-go as they should be; people act at the first minute they may.
 */
export function rehearseOnce(wanted: RehearsalSetting, seed: number): RehearsedRun {
  const setting = { ...wanted, from: firstRaise(wanted.plan, wanted.from) ?? wanted.from };
  const horizon = longestMinutes(setting.plan);
  const run = new Run(setting, { seed, horizon });
  // A plan that lets no share be raised, or refuses the first stage for another reason, is not waited for.
  if (!run.hasBegun) return run.record('out-of-time', 0);
  for (let minute = 0; minute < horizon; minute += 1) {
    const ended = run.live(minute);
    if (ended) return run.record(ended, minute + 1);
  }
  return run.record('out-of-time', horizon);
}

class Run {
  readonly #setting: RehearsalSetting;
  readonly #journal;
  readonly #watcher;
  readonly #recorder;

  constructor(
    setting: RehearsalSetting,
    begin: { readonly seed: number; readonly horizon: number },
  ) {
    this.#setting = setting;
    this.#journal = rehearsedJournal(setting.plan, setting.from);
    this.#watcher = new Watcher(setting, begin);
    this.#recorder = stageRecorder(setting.plan);
    if (setting.plan.testing) this.#take({ kind: 'start' }, BY_PEOPLE, 0);
    this.#answerYes(0);
    this.#answerItems();
    for (const role of signersOf(setting.plan))
      this.#take({ kind: 'go' }, { ...by(role), why: NO_TESTERS }, 0);
    this.#take({ kind: 'advance', override: false }, BY_PEOPLE, 0);
  }

  /** Whether the first stage was opened. */
  get hasBegun(): boolean {
    return this.#journal.progress().stage !== null;
  }

  /** One minute of traffic, then what the numbers call for. */
  live(minute: number): Ended | null {
    this.#watcher.pass(minute);
    return this.#follow(this.#watcher.look(minute), minute);
  }

  record(ended: Ended, minutes: number): RehearsedRun {
    this.#recorder.closed(minutes, this.#watcher.stageFigures(minutes - 1));
    return {
      ended,
      minutes,
      stages: this.#recorder.stages(),
      entries: this.#journal.entries(),
      harmedPeople: this.#watcher.harmedPeople,
      randomNumbers: this.#watcher.randomNumbers,
    };
  }

  /** What is seen at the end of a minute has its consequences as the next one begins. */
  #follow(assessment: Assessment, minute: number): Ended | null {
    const next = minute + 1;
    const ruling = this.#rulingOn(assessment, next);
    switch (ruling.kind) {
      case 'wait':
        return null;
      case 'note':
        this.#take({ kind: 'note', rule: ruling.why }, byProgram(ruling.why), next);
        return null;
      case 'judge':
        return this.#follow({ ...assessment, unmetCriteria: this.#watcher.judge(minute) }, minute);
      case 'resume':
        this.#take({ kind: 'resume' }, BY_PEOPLE, next);
        return null;
      case 'hold':
      case 'step-back':
        this.#take({ kind: ruling.kind, cause: ruling.cause }, byProgram(ruling.why), next);
        return null;
      case 'roll-back':
        this.#take({ kind: 'rollback' }, byProgram(ruling.why), next);
        return 'rolled-back';
      case 'advance':
        return this.#advance(assessment, next);
    }
  }

  #rulingOn(assessment: Assessment, minute: number): Ruling {
    const { plan } = this.#setting;
    const progress = this.#journal.progress();
    return rulingOn({ plan, progress, assessment, now: this.#timeAt(minute) });
  }

  #advance(assessment: Assessment, minute: number): Ended | null {
    const { plan } = this.#setting;
    if (this.#journal.progress().stage?.stage === plan.stages.length - 1) return 'finished';
    this.#take({ kind: 'advance', override: false }, { ...BY_PEOPLE, assessment }, minute);
    return null;
  }

  #take(step: Step, context: Omit<StepContext, 'at'>, minute: number): void {
    const before = this.#journal.progress().stage;
    this.#journal.take(step, { ...context, at: this.#timeAt(minute) });
    const { stage, held } = this.#journal.progress();
    if (stage !== before && before) {
      this.#recorder.closed(minute, this.#watcher.stageFigures(minute - 1));
    }
    if (stage !== before && stage) {
      this.#recorder.opened(stage, minute);
      this.#watcher.stageOpened(stage, minute);
      this.#answerYes(minute);
    }
    this.#recorder.held(held?.cause ?? null, minute);
  }

  #answerYes(minute: number): void {
    for (const criterion of askedOf(this.#setting.plan)) {
      const context = by(ownerOf(criterion) ?? PEOPLE.role);
      this.#take({ kind: 'answer', criterion, yes: true }, context, minute);
    }
  }

  /** Each as it should be. */
  #answerItems(): void {
    for (const { text: item, owner, goodAnswer: answer } of this.#setting.plan.goItems.asked) {
      this.#take({ kind: 'answer-item', item, answer }, by(owner ?? PEOPLE.role), 0);
    }
  }

  #timeAt(minute: number): Date {
    return new Date(this.#setting.from.getTime() + minute * MINUTE_MS);
  }
}

function byProgram(why: string): Omit<StepContext, 'at'> {
  return { why, assessment: null, who: PROGRAM };
}
