import type { Database } from '../../lib/database/index.ts';
import {
  createSqlDeliveries,
  postAlertsTo,
  recordDeliveries,
  resendAlert,
  type Deliveries,
} from '../../alerts/index.ts';
import { releasePath } from '../../console/index.ts';
import { createSqlAlertMarks, type AlertingDeps } from '../../release/index.ts';
import type { Monitoring } from '../../monitoring/index.ts';
import { countingDeliveries } from '../monitoring/count-calls.ts';
import type { Settings } from '../settings/index.ts';

type AlertsOf = Pick<AlertingDeps, 'clock' | 'log'> & {
  readonly db: Database;
  /** The same database, as the watch over releases asks it. */
  readonly guard: Database;
  readonly settings: Pick<Settings, 'alerts' | 'publicUrl'>;
  readonly monitoring: Pick<Monitoring, 'meter'>;
};

export type OpenAlerts = {
  /** For the engine; null: none are sent. */
  readonly alerts: AlertingDeps['alerts'];
  /** For operators. */
  readonly deliveries: Deliveries;
};

/** How alerts are sent, and what operators see of that. */
export function openAlerts({ db, guard, settings, monitoring, clock, log }: AlertsOf): OpenAlerts {
  const { newest } = createSqlDeliveries(db);
  if (settings.alerts === null) return { alerts: null, deliveries: { newest, resend: null } };
  const { url, secret } = settings.alerts;
  const book = createSqlDeliveries(guard);
  const addressOf = (release: string) => new URL(releasePath(release), settings.publicUrl).href;
  const send = countingDeliveries(monitoring.meter, postAlertsTo(url, { secret, addressOf }));
  const { sendBy, ...recorded } = recordDeliveries({ send, book, clock, log });
  return {
    alerts: { ...recorded, marks: createSqlAlertMarks(guard) },
    deliveries: { newest, resend: (asked) => resendAlert({ book, sendBy, clock }, asked) },
  };
}
