import { sql, type Kysely } from 'kysely';

import { newId } from '../../lib/ids.ts';
import type {
  FeedbackStore,
  FiguresOfStage,
  KeptAnswer,
  Remark,
  RemarkFilter,
} from './feedback-store.ts';
import type { SurveyAnswer } from '../survey-form.ts';
import type { FeedbackTables } from './tables.ts';

type FeedbackDatabase = Kysely<FeedbackTables>;

export function createSqlFeedback(database: Kysely<object>, feature: string): FeedbackStore {
  const db = database.withTables<FeedbackTables>();
  return {
    hasAnswered: async (stage, person) => (await answerIn(db, { feature, stage, person })) !== null,
    keep: (answer) => db.transaction().execute((tx) => keep(tx, feature, answer)),
    figures: () => figures(db, feature),
    figuresOf: async (stage) =>
      (await figures(db, feature)).find((one) => one.stage === stage) ?? { stage, ...NOBODY },
    remarks: (filter, most) => remarks(db, { feature, filter, most }),
    mark: async (id, state, by) => {
      const { numUpdatedRows } = await db
        .updateTable('feedback_remarks')
        .set({ state, marked_by: by })
        .where((where) => where.and({ feature, id }))
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    removeBefore: async (day) => {
      const { numDeletedRows } = await db
        .deleteFrom('feedback_remarks')
        .where('feature', '=', feature)
        .where('day', '<', day)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

const NOBODY = { answers: 0, helpful: 0, notHelpful: 0, unreadRemarks: 0 };

async function keep(
  tx: FeedbackDatabase,
  feature: string,
  { remark: text, ...answer }: KeptAnswer,
): Promise<SurveyAnswer | null> {
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('feedback_answers')
    .values({ feature, ...answer })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  const { stage, person, language, day } = answer;
  if (numInsertedOrUpdatedRows === 0n) return answerIn(tx, { feature, stage, person });
  if (text === null) return null;
  await tx
    .insertInto('feedback_remarks')
    .values({ id: newId(), feature, stage, language, text, day, state: 'unread', marked_by: null })
    .execute();
  return null;
}

type WhoseAnswer = Pick<KeptAnswer, 'stage' | 'person'> & { readonly feature: string };

async function answerIn(db: FeedbackDatabase, whose: WhoseAnswer): Promise<SurveyAnswer | null> {
  const row = await db
    .selectFrom('feedback_answers')
    .select('answer')
    .where((where) => where.and(whose))
    .executeTakeFirst();
  return row?.answer ?? null;
}

async function figures(db: FeedbackDatabase, feature: string): Promise<readonly FiguresOfStage[]> {
  const { rows } = await sql<FiguresOfStage>`
    select stage, count(*)::int as answers,
      (count(*) filter (where answer = 'helpful'))::int as helpful,
      (count(*) filter (where answer = 'not-helpful'))::int as "notHelpful",
      (select count(*)::int from feedback_remarks as remark
        where remark.feature = ${feature} and remark.stage = answered.stage
          and remark.state = 'unread') as "unreadRemarks"
    from feedback_answers as answered where feature = ${feature}
    group by stage order by max(day) desc, stage desc`.execute(db);
  return rows;
}

type RemarksWanted = {
  readonly feature: string;
  readonly filter: RemarkFilter;
  readonly most: number;
};

async function remarks(db: FeedbackDatabase, wanted: RemarksWanted): Promise<readonly Remark[]> {
  const { feature, filter, most } = wanted;
  return db
    .selectFrom('feedback_remarks')
    .select(['id', 'stage', 'language', 'text', 'day', 'state', 'marked_by as markedBy'])
    .where((where) => where.and({ feature, ...filter }))
    .orderBy('day', 'desc')
    .orderBy('id')
    .limit(most)
    .execute();
}
