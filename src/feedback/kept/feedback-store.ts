import type { Language } from '../../lib/language.ts';
import type { SurveyAnswer } from '../survey-form.ts';

export const REMARK_STATES = ['unread', 'read', 'asks-for-a-change'] as const;
export type RemarkState = (typeof REMARK_STATES)[number];

/** What somebody wrote, as operators read it. */
export type Remark = {
  readonly id: string;
  readonly stage: string;
  readonly language: Language;
  readonly text: string;
  /** `2026-11-29`, in Eastern time. */
  readonly day: string;
  readonly state: RemarkState;
  /** The operator who marked it last; null while it is unread. */
  readonly markedBy: string | null;
};

/** Left out: of every stage, in every state. */
export type RemarkFilter = { readonly stage?: string; readonly state?: RemarkState };

export type SurveyFigures = {
  /** How many people answered. */
  readonly answers: number;
  readonly helpful: number;
  readonly notHelpful: number;
  readonly unreadRemarks: number;
};

export type FiguresOfStage = SurveyFigures & { readonly stage: string };

/** An answer to be kept, with the remark that came with it, if one did. */
export type KeptAnswer = {
  readonly stage: string;
  /** Keyed hash of the person. */
  readonly person: string;
  readonly answer: SurveyAnswer;
  readonly remark: string | null;
  readonly language: Language;
  /** `2026-11-29`, in Eastern time. */
  readonly day: string;
};

/** What people said of one feature’s page. */
export type FeedbackStore = {
  hasAnswered(stage: string, person: string): Promise<boolean>;
  /**
   * Both or nothing, durable once it is answered; the answer that stands, where this person had given one in this stage
   * before.
   */
  keep(answer: KeptAnswer): Promise<SurveyAnswer | null>;
  /** Of each stage in which anybody answered, the latest first. */
  figures(): Promise<readonly FiguresOfStage[]>;
  /** Of one stage; nothing but zeros where nobody answered. */
  figuresOf(stage: string): Promise<SurveyFigures>;
  /** The newest first, at most so many. */
  remarks(filter: RemarkFilter, most: number): Promise<readonly Remark[]>;
  /** Whether there is such a remark. */
  mark(id: string, state: RemarkState, by: string): Promise<boolean>;
  /** Removes the remarks of the days before this one; answers how many there were. */
  removeBefore(day: string): Promise<number>;
};
