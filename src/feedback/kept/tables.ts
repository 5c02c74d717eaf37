import type { Kysely, Migration } from 'kysely';

import type { Language } from '../../lib/language.ts';
import type { RemarkState } from './feedback-store.ts';
import type { SurveyAnswer } from '../survey-form.ts';

export type FeedbackTables = {
  /** One row for each person and stage. */
  feedback_answers: {
    feature: string;
    stage: string;
    /** Keyed hash of the person, another one in each stage. */
    person: string;
    answer: SurveyAnswer;
    language: Language;
    /** `2026-11-29`, in Eastern time: an hour would tie an answer to the remark that came with it. */
    day: string;
  };
  /** Nothing in it leads to an answer or a person. */
  feedback_remarks: {
    id: string;
    feature: string;
    stage: string;
    language: Language;
    text: string;
    day: string;
    state: RemarkState;
    /** The operator who marked it last. */
    marked_by: string | null;
  };
};

export const feedbackMigrations: Record<string, Migration> = {
  '2026-11-29-feedback-1-survey': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .createTable('feedback_answers')
        .addColumn('feature', 'text', (column) => column.notNull())
        .addColumn('stage', 'text', (column) => column.notNull())
        .addColumn('person', 'text', (column) => column.notNull())
        .addColumn('answer', 'text', (column) => column.notNull())
        .addColumn('language', 'text', (column) => column.notNull())
        .addColumn('day', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('feedback_answers_person', ['feature', 'stage', 'person'])
        .execute();
      await db.schema
        .createTable('feedback_remarks')
        .addColumn('id', 'uuid', (column) => column.primaryKey())
        .addColumn('feature', 'text', (column) => column.notNull())
        .addColumn('stage', 'text', (column) => column.notNull())
        .addColumn('language', 'text', (column) => column.notNull())
        .addColumn('text', 'text', (column) => column.notNull())
        .addColumn('day', 'text', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('marked_by', 'text')
        .execute();
      await db.schema
        .createIndex('feedback_remarks_day')
        .on('feedback_remarks')
        .columns(['feature', 'day'])
        .execute();
    },
  },
};
