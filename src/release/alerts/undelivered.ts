import type { Clock } from '../../lib/clock.ts';
import { MINUTE_MS } from '../../lib/duration.ts';
import type { Release } from '../journal/release.ts';
import { alertsIn } from './alerts-of-release.ts';
import type { AlertingDeps } from './alerting.ts';

/** What has waited for longer is no delay any more. */
const LATE_MS = MINUTE_MS;

/** That alerts of a release do not arrive, in a sentence, whichever instance sends them; null: they do. */
export async function undeliveredInWords(
  { alerts, clock }: { readonly alerts: AlertingDeps['alerts']; readonly clock: Clock },
  release: Release,
): Promise<string | null> {
  if (!alerts) return null;
  const now = clock.now();
  const delivered = await alerts.marks.delivered(release.id);
  const late = alertsIn(release, delivered, now).filter(
    ({ at }) => now.getTime() - Date.parse(at) > LATE_MS,
  );
  const [first] = late;
  if (!first) return null;
  return `Alerts do not reach their receiver: ${late.length} wait, the first since ${first.at}. Look at what is behind ALERT_URL, and tell the people on call yourself.`;
}
