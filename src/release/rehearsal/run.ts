import type { Step } from '../decide.ts';
import type { JournalEntry } from '../journal.ts';
import { rulingOn, type Ruling } from '../ruling.ts';
import { diaryOf, PEOPLE, PROGRAM, type Circumstances } from './diary.ts';
import { Onlooker } from './onlooker.ts';
import { longestMinutes, type Setting } from './setting.ts';
import { stageBookOf, type StageRun } from './stage-book.ts';

/** One rehearsal from the first stage to the end. Minutes count from the opening of the first stage. */
export type RehearsedRun = {
  readonly ended: Ended;
  readonly minutes: number;
  readonly stages: readonly StageRun[];
  readonly entries: readonly JournalEntry[];
  readonly harmedPeople: number;
  readonly randomNumbers: number;
};

type Ended = 'finished' | 'rolled-back' | 'out-of-time';

const MINUTE_MS = 60_000;
const BY_PEOPLE = { why: null, watched: null, who: PEOPLE };

/** Carries the plan out in virtual time. Asked criteria count as answered yes; people act at the first minute they may. */
export function rehearseOnce(setting: Setting, seed: number): RehearsedRun {
  const horizon = longestMinutes(setting.plan);
  const run = new Run(setting, { seed, horizon });
  for (let minute = 0; minute < horizon; minute += 1) {
    const ended = run.live(minute);
    if (ended) return run.record(ended, minute + 1);
  }
  return run.record('out-of-time', horizon);
}

class Run {
  readonly #setting: Setting;
  readonly #diary;
  readonly #onlooker;
  readonly #book;

  constructor(setting: Setting, begin: { readonly seed: number; readonly horizon: number }) {
    this.#setting = setting;
    this.#diary = diaryOf(setting.plan, setting.from);
    this.#onlooker = new Onlooker(setting, begin);
    this.#book = stageBookOf(setting.plan);
    if (setting.plan.testing) this.#take({ kind: 'start' }, BY_PEOPLE, 0);
    this.#take({ kind: 'go' }, BY_PEOPLE, 0);
    this.#take({ kind: 'advance', override: false }, BY_PEOPLE, 0);
  }

  /** One minute of traffic, then what the numbers call for. */
  live(minute: number): Ended | null {
    this.#onlooker.pass(minute);
    const now = this.#timeAt(minute + 1);
    const moment = { plan: this.#setting.plan, progress: this.#diary.progress(), now };
    const ruling = rulingOn({ ...moment, watched: this.#onlooker.look(minute) });
    // Criteria are judged only when nothing else is in the way of the next stage.
    const judged =
      ruling.kind === 'advance'
        ? rulingOn({ ...moment, watched: this.#onlooker.judge(minute) })
        : ruling;
    return this.#follow(judged, minute + 1);
  }

  record(ended: Ended, minutes: number): RehearsedRun {
    this.#book.closed(minutes, this.#onlooker.stageFigures(minutes - 1));
    return {
      ended,
      minutes,
      stages: this.#book.stages(),
      entries: this.#diary.entries(),
      harmedPeople: this.#onlooker.harmedPeople,
      randomNumbers: this.#onlooker.randomNumbers,
    };
  }

  #follow(ruling: Ruling, minute: number): Ended | null {
    switch (ruling.kind) {
      case 'wait':
        return null;
      case 'resume':
        this.#take({ kind: 'resume' }, BY_PEOPLE, minute);
        return null;
      case 'hold':
      case 'step-back':
        this.#take({ kind: ruling.kind, cause: ruling.cause }, byProgram(ruling.why), minute);
        return null;
      case 'roll-back':
        this.#take({ kind: 'rollback' }, byProgram(ruling.why), minute);
        return 'rolled-back';
      case 'advance':
        return this.#advance(minute);
    }
  }

  #advance(minute: number): Ended | null {
    const { plan } = this.#setting;
    if (this.#diary.progress().stage?.stage === plan.stages.length - 1) return 'finished';
    const { watched } = this.#onlooker;
    this.#take({ kind: 'advance', override: false }, { ...BY_PEOPLE, watched }, minute);
    return null;
  }

  #take(step: Step, circumstances: Omit<Circumstances, 'at'>, minute: number): void {
    const before = this.#diary.progress().stage;
    this.#diary.take(step, { ...circumstances, at: this.#timeAt(minute) });
    const { stage, held } = this.#diary.progress();
    if (stage !== before && before) {
      this.#book.closed(minute, this.#onlooker.stageFigures(minute - 1));
    }
    if (stage !== before && stage) {
      this.#book.opened(stage, minute);
      this.#onlooker.stageOpened(stage, minute);
    }
    this.#book.held(held?.cause ?? null, minute);
  }

  #timeAt(minute: number): Date {
    return new Date(this.#setting.from.getTime() + minute * MINUTE_MS);
  }
}

function byProgram(why: string): Omit<Circumstances, 'at'> {
  return { why, watched: null, who: PROGRAM };
}
