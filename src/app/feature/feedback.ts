import {
  createSqlFeedback,
  createSurvey,
  keepRetention,
  type FeedbackStore,
  type Survey,
  type SurveyDeps,
} from '../../feedback/index.ts';
import type { Database } from '../../lib/database/index.ts';
import type { ReleaseEngine } from '../../release/index.ts';
import type { Settings } from '../settings/index.ts';
import { CONTACTS_FEATURE } from './features.ts';

/** What is said of the contacts page, and its survey. */
export type Feedback = {
  readonly store: FeedbackStore;
  readonly survey: Survey;
  /** Ends the removal of old remarks. */
  close(): Promise<void>;
};

export type FeedbackOf = Omit<SurveyDeps, 'store' | 'feature' | 'stageOf'> & {
  readonly db: Database;
  readonly settings: Pick<Settings, 'surveyRemarkDays'>;
  readonly engine: Pick<ReleaseEngine, 'stageOf'>;
};

export function openFeedback({ db, settings, engine, ...deps }: FeedbackOf): Feedback {
  const feature = CONTACTS_FEATURE;
  const store = createSqlFeedback(db, feature);
  const stageOf = () => {
    const stage = engine.stageOf(feature);
    return stage === null ? null : { stage };
  };
  const survey = createSurvey({ ...deps, store, feature, stageOf });
  return {
    store,
    survey,
    close: keepRetention({ ...deps, store, days: settings.surveyRemarkDays }),
  };
}
