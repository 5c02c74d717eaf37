import { createHmac } from 'node:crypto';

import { keyFor, type AccountId } from '../identity/index.ts';
import type { Clock } from '../lib/clock.ts';
import { withinDeadline } from '../lib/deadline.ts';
import { dayInEasternTime } from '../lib/eastern-time.ts';
import type { Language } from '../lib/language.ts';
import { errorFields, type Log } from '../lib/log.ts';
import type { FeedbackStore } from './kept/feedback-store.ts';
import { screenRemark } from './screening/screen-remark.ts';
import type { ShownPerson } from './screening/shown-person.ts';
import { readForm, type SentForm, type SurveyAnswer, type SurveyProblem } from './survey-form.ts';

/** What a page’s survey shows somebody who opens the page. */
export type SurveyStanding = 'asked' | 'answered';

/** For whoever counts: that the form was shown to a person, or that they answered. */
export type SurveyEvent = { readonly person: AccountId; readonly stage: string } & (
  | { readonly kind: 'shown' }
  | { readonly kind: 'answered'; readonly answer: SurveyAnswer }
);

/** The survey of one feature’s page: each person is asked once in each stage. */
export type Survey = {
  /** Null while nothing is asked, or where it can’t be said in time: a page never waits or fails for its survey. */
  standingOf(person: AccountId, request: object): Promise<SurveyStanding | null>;
  /** Takes a form; nothing of it is kept when there is a problem. Throws when it can’t be written down. */
  take(sent: SentBy): Promise<SurveyOutcome>;
};

export type SentBy = {
  readonly person: AccountId;
  /** By which whoever counts knows what it came with. */
  readonly request: object;
  readonly language: Language;
  readonly form: SentForm;
  /**
   * Reads whom the page shows; null: they can’t be read, so that a remark can’t be looked through. Asked only where
   * there is a remark.
   */
  readonly shown: () => Promise<readonly ShownPerson[] | null>;
};

/**
 * What became of a form. `without-remark`: the answer is kept, and the remark is not, as it could not be looked
 * through. `answered-before`: the first answer stands. `not-asked`: the survey is over.
 */
export type SurveyOutcome =
  | { readonly kind: 'kept' | 'without-remark' | 'answered-before' | 'not-asked' }
  | { readonly kind: 'refused'; readonly problem: SurveyProblem };

export type SurveyDeps = {
  readonly store: Pick<FeedbackStore, 'hasAnswered' | 'keep'>;
  readonly feature: string;
  /** The stage of the feature’s release that is open, each time it is opened another one; null: none is. */
  readonly stageOf: () => { readonly stage: string } | null;
  /**
   * An answer is acknowledged when it ends, and not where it throws. An answer that comes again is told again, as the
   * one that stands: whoever counts knows it by its person and stage.
   */
  readonly onSurvey: (event: SurveyEvent, request: object) => unknown;
  readonly sessionSecret: string;
  readonly clock: Clock;
  readonly log: Log;
};

export function createSurvey(deps: SurveyDeps): Survey {
  const { store, feature, stageOf, onSurvey, log } = deps;
  const key = keyFor('survey answer', deps.sessionSecret);
  const hashOf = (person: AccountId, stage: string) =>
    createHmac('sha256', key).update(`${feature}\n${stage}\n${person}`).digest('base64url');
  return {
    standingOf: async (person, request) => {
      const open = stageOf();
      if (open === null) return null;
      try {
        const asked = store.hasAnswered(open.stage, hashOf(person, open.stage));
        if (await withinDeadline(STANDING_MS, asked)) return 'answered';
      } catch (error) {
        log.warn('the survey was left out of a page', errorFields(error));
        return null;
      }
      void onSurvey({ kind: 'shown', person, stage: open.stage }, request);
      return 'asked';
    },
    take: async (sent) => {
      const open = stageOf();
      if (open === null) return { kind: 'not-asked' };
      const { stage } = open;
      return take(sent, { ...deps, stage, person: hashOf(sent.person, stage) });
    },
  };
}

/** Asks nobody anything. */
export const NO_SURVEY: Survey = {
  standingOf: () => Promise.resolve(null),
  take: () => Promise.resolve({ kind: 'not-asked' }),
};

/** How long a page waits for its survey, in milliseconds. */
const STANDING_MS = 500;

type Taking = SurveyDeps & { readonly stage: string; readonly person: string };

async function take(sent: SentBy, taking: Taking): Promise<SurveyOutcome> {
  const { store, stage, person, clock, onSurvey } = taking;
  const read = readForm(sent.form);
  if (!read.ok) return { kind: 'refused', problem: read.problem };
  const { answer, remark } = read;
  const shown = remark === null ? [] : await sent.shown();
  const found = remark === null || shown === null ? [] : screenRemark(remark, shown);
  if (found.length > 0) return { kind: 'refused', problem: { kind: 'personal', found } };
  const kept = shown === null ? null : remark;
  const { language } = sent;
  const day = dayInEasternTime(clock.now());
  const before = await store.keep({ stage, person, answer, remark: kept, language, day });
  // Whoever sends it again may not have been counted: the program can end between the two.
  const answered = {
    kind: 'answered',
    answer: before ?? answer,
    person: sent.person,
    stage,
  } as const;
  await onSurvey(answered, sent.request);
  if (before !== null) return { kind: 'answered-before' };
  return { kind: kept === remark ? 'kept' : 'without-remark' };
}
