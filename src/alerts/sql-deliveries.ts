import { sql, type Kysely, type Migration, type Selectable } from 'kysely';

import { DAY_MS } from '../lib/duration.ts';
import { alertKey, type Alert } from './alert.ts';
import type { AlertDelivery, DeliveryBook } from './deliveries.ts';

type DeliveryTables = {
  release_deliveries: {
    key: string;
    release_id: string;
    /** A version between two entries is that of an alert without one. */
    version: number;
    at: Date;
    urgency: Alert['urgency'];
    text: string;
    attempts: number;
    last_tried_at: Date | null;
    taken_at: Date | null;
    answer: string | null;
    is_refused: boolean;
    resent_by: string | null;
  };
};

const KEPT_MS = 90 * DAY_MS;

/** The book of deliveries in its table: a row for each alert, for 90 days. */
export function createSqlDeliveries(database: Kysely<object>): DeliveryBook {
  const db = database.withTables<DeliveryTables>();
  const newest = db.selectFrom('release_deliveries').selectAll().orderBy('at', 'desc');
  return {
    expect: async (alerts, now) => {
      if (alerts.length === 0) return;
      const rows = alerts.map((alert) => ({ ...rowOf(alert), attempts: 0, is_refused: false }));
      await db
        .insertInto('release_deliveries')
        .values(rows)
        .onConflict((conflict) => conflict.column('key').doNothing())
        .execute();
      const oldest = new Date(now.getTime() - KEPT_MS);
      await db.deleteFrom('release_deliveries').where('at', '<', oldest).execute();
    },
    note: async (alert, { at, answer, isRefused, resentBy }) => {
      const taken_at = answer === null ? at : null;
      const tried = { last_tried_at: at, answer, is_refused: isRefused };
      await db
        .insertInto('release_deliveries')
        .values({ ...rowOf(alert), ...tried, attempts: 1, taken_at, resent_by: resentBy })
        .onConflict((conflict) =>
          conflict.column('key').doUpdateSet({
            ...tried,
            attempts: sql`release_deliveries.attempts + 1`,
            // What was taken stays taken, whatever an attempt of another instance comes to.
            taken_at: sql`coalesce(release_deliveries.taken_at, excluded.taken_at)`,
            resent_by: sql`coalesce(excluded.resent_by, release_deliveries.resent_by)`,
          }),
        )
        .execute();
    },
    newest: async (most) => (await newest.orderBy('key').limit(most).execute()).map(asDelivery),
    delivery: async (key) => {
      const row = await newest.where('key', '=', key).executeTakeFirst();
      return row ? asDelivery(row) : null;
    },
  };
}

function rowOf(alert: Alert) {
  const { release: release_id, version, at, urgency, text } = alert;
  return { key: alertKey(alert), release_id, version, at: new Date(at), urgency, text };
}

function asDelivery(row: Selectable<DeliveryTables['release_deliveries']>): AlertDelivery {
  const { key, urgency, text } = row;
  const entry = { release: row.release_id, version: row.version, at: row.at.toISOString() };
  // What is longer than the key of an entry ends with the instance.
  const [, instance] = key.split(`${alertKey(entry)}/`);
  return {
    key,
    alert: { ...entry, urgency, text, ...(instance !== undefined && { instance }) },
    attempts: row.attempts,
    lastTriedAt: row.last_tried_at,
    takenAt: row.taken_at,
    answer: row.answer,
    isRefused: row.is_refused,
    resentBy: row.resent_by,
  };
}

export const deliveryMigrations: Record<string, Migration> = {
  '2026-11-29-release-15-deliveries': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .createTable('release_deliveries')
        .addColumn('key', 'text', (column) => column.primaryKey())
        .addColumn('release_id', 'text', (column) => column.notNull().references('releases.id'))
        .addColumn('version', 'double precision', (column) => column.notNull())
        .addColumn('at', 'timestamptz', (column) => column.notNull())
        .addColumn('urgency', 'text', (column) => column.notNull())
        .addColumn('text', 'text', (column) => column.notNull())
        .addColumn('attempts', 'integer', (column) => column.notNull())
        .addColumn('last_tried_at', 'timestamptz')
        .addColumn('taken_at', 'timestamptz')
        .addColumn('answer', 'text')
        .addColumn('is_refused', 'boolean', (column) => column.notNull())
        .addColumn('resent_by', 'text')
        .execute();
      await db.schema
        .createIndex('release_deliveries_at')
        .on('release_deliveries')
        .column('at')
        .execute();
    },
  },
};
