import type { Kysely } from 'kysely';

import { newId } from '../../lib/ids.ts';
import { MOST_REQUESTS, type TesterRequest, type TesterRequests } from './requests.ts';
import type { TestingTables } from './tables.ts';

type TestingDatabase = Kysely<TestingTables>;

/** On the embedded database and on a PostgreSQL server alike. */
export function createSqlTesterRequests(database: Kysely<object>): TesterRequests {
  const db = database.withTables<TestingTables>();
  return {
    add: async (releaseId, requests) => {
      if (requests.length === 0) return;
      const rows = requests.map((request) => rowOf(releaseId, request));
      await db.transaction().execute(async (tx) => {
        await tx.insertInto('release_tester_requests').values(rows).execute();
        for (const participant of new Set(requests.map((request) => request.participant)))
          await removeBeyond(tx, releaseId, participant);
      });
    },
    of: async (releaseId) => {
      const rows = await db
        .selectFrom('release_tester_requests')
        .selectAll()
        .where('release_id', '=', releaseId)
        .orderBy('at')
        .orderBy('id')
        .execute();
      return rows.map(requestOf);
    },
    removeBefore: async (moment) => {
      await db.deleteFrom('release_tester_requests').where('at', '<', moment).execute();
    },
  };
}

function rowOf(
  releaseId: string,
  request: TesterRequest,
): TestingTables['release_tester_requests'] {
  const { participant, at, endpoint, status, durationMs, traceId } = request;
  const duration = Math.round(durationMs);
  return {
    id: newId(),
    release_id: releaseId,
    ...{ participant, at, endpoint, status },
    duration_ms: duration,
    trace_id: traceId,
  };
}

function requestOf(row: TestingTables['release_tester_requests']): TesterRequest {
  const { participant, at, endpoint, status, duration_ms: durationMs, trace_id: traceId } = row;
  return { participant, at, endpoint, status, durationMs, traceId };
}

async function removeBeyond(
  tx: TestingDatabase,
  releaseId: string,
  participant: string,
): Promise<void> {
  const beyond = tx
    .selectFrom('release_tester_requests')
    .select('id')
    .where('release_id', '=', releaseId)
    .where('participant', '=', participant)
    .orderBy('at', 'desc')
    .orderBy('id')
    .offset(MOST_REQUESTS);
  await tx.deleteFrom('release_tester_requests').where('id', 'in', beyond).execute();
}
