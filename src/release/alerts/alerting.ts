import { AlertRefusedError, alertKey, type Alert, type SendAlert } from '../../alerts/index.ts';
import type { Clock } from '../../lib/clock.ts';
import { SECOND_MS } from '../../lib/duration.ts';
import { errorFields, type Log } from '../../lib/log.ts';
import type { Release } from '../journal/release.ts';
import { alertsIn } from './alerts-of-release.ts';

/** How far the alerts of each release have been delivered: the version of the last one, 0 for none. */
export type AlertMarks = {
  delivered(releaseId: string): Promise<number>;
  note(releaseId: string, version: number): Promise<void>;
};

/**
 * Delivers what the journal gives reason to, in its order and at least once, and holds nothing else up. What a person
 * has to act on waits for no alert before it; what the receiver refuses, and need only be known, is left out.
 */
export type Alerting = {
  /** What has not been delivered of this release is on its way, if it is not resting after a failure. */
  tellOf(release: Release): void;
  /** How many of these releases wait to be delivered, as far as this instance has tried. */
  waiting(releases: readonly Release[]): number;
  stop(): Promise<void>;
};

export type AlertingDeps = {
  /** Null: no alerts are sent. */
  readonly alerts: {
    readonly send: SendAlert;
    readonly marks: AlertMarks;
    /** Told what is due before it is sent; never rejects. */
    readonly expect?: (alerts: readonly Alert[]) => Promise<void>;
  } | null;
  readonly clock: Clock;
  readonly log: Log;
};

/** After a failure; twice as long after each further one. */
const FIRST_REST_MS = SECOND_MS;
const LONGEST_REST_MS = 60 * SECOND_MS;

/** How the delivery of one release stands. */
type AlertLine = {
  delivered: number;
  /** What was taken after one that was not. */
  readonly ahead: Set<string>;
  /** What was tried since all was well: a rest is for these. */
  readonly tried: Set<string>;
  failures: number;
  restUntil: number;
  busy: Promise<void> | null;
  /** Of those that were due at the last delivery, what is not delivered yet. */
  waiting: number;
};

export function createAlerting({ alerts, clock, log }: AlertingDeps): Alerting {
  const stopping = new AbortController();
  const lines = new Map<string, AlertLine>();
  return {
    tellOf: (release) => {
      const line = lines.get(release.id) ?? newLine();
      lines.set(release.id, line);
      if (!alerts || line.busy || stopping.signal.aborted) return;
      const due = alertsIn(release, line.delivered, clock.now());
      if (due.length === 0) {
        line.waiting = 0;
        return;
      }
      if (performance.now() < line.restUntil && !due.some(canNotRest(line))) return;
      line.busy = deliver(
        { ...alerts, clock, log },
        { release, line, signal: stopping.signal },
      ).finally(() => {
        line.busy = null;
      });
    },
    waiting: (releases) => releases.reduce((sum, { id }) => sum + (lines.get(id)?.waiting ?? 0), 0),
    stop: async () => {
      stopping.abort();
      await Promise.all([...lines.values()].flatMap(({ busy }) => busy ?? []));
    },
  };
}

/** A failure of another alert says nothing of what a person has to act on. */
function canNotRest({ tried }: AlertLine): (alert: Alert) => boolean {
  return (alert) => alert.urgency === 'act' && !tried.has(alertKey(alert));
}

function newLine(): AlertLine {
  return {
    delivered: 0,
    ahead: new Set(),
    tried: new Set(),
    failures: 0,
    restUntil: 0,
    busy: null,
    waiting: 0,
  };
}

type DeliveryDeps = NonNullable<AlertingDeps['alerts']> & Pick<AlertingDeps, 'clock' | 'log'>;

type Delivery = {
  readonly release: Release;
  readonly line: AlertLine;
  readonly signal: AbortSignal;
};

async function deliver(deps: DeliveryDeps, { release, line, signal }: Delivery): Promise<void> {
  const { send, marks, log } = deps;
  const { id } = release;
  try {
    let failure: Error | null = null;
    const due = await dueNow(deps, { release, line });
    const isWaiting = (alert: Alert) => !line.ahead.has(alertKey(alert));
    line.waiting = due.filter(isWaiting).length;
    for (const alert of due) {
      if (signal.aborted) break;
      if (!isWaiting(alert) || (failure !== null && alert.urgency === 'know')) continue;
      line.tried.add(alertKey(alert));
      const failed = await sendOrLeaveOut({ send, log }, alert, signal);
      failure ??= failed;
      if (failed === null) {
        line.ahead.add(alertKey(alert));
        line.waiting -= 1;
      }
      if (failure !== null) continue;
      await marks.note(id, alert.version);
      line.delivered = alert.version;
    }
    if (failure !== null) throw failure;
    line.failures = 0;
    line.ahead.clear();
    line.tried.clear();
  } catch (error) {
    line.restUntil = performance.now() + restAfter(line.failures);
    line.failures += 1;
    if (signal.aborted) return;
    log.error('an alert could not be delivered, and will be tried again', {
      release: id,
      ...errorFields(error),
    });
  }
}

async function dueNow(
  { marks, expect, clock }: DeliveryDeps,
  { release, line }: Omit<Delivery, 'signal'>,
): Promise<readonly Alert[]> {
  // Another instance may have led meanwhile.
  line.delivered = await marks.delivered(release.id);
  const due = alertsIn(release, line.delivered, clock.now());
  await expect?.(due);
  return due;
}

/** Null when the alert is taken, or left out; else why it has to be tried again. */
async function sendOrLeaveOut(
  { send, log }: Pick<DeliveryDeps, 'send' | 'log'>,
  alert: Alert,
  signal: AbortSignal,
): Promise<Error | null> {
  try {
    await send(alert, signal);
    return null;
  } catch (error) {
    const failure = error instanceof Error ? error : new Error(String(error));
    const isLeftOut = failure instanceof AlertRefusedError && alert.urgency === 'know';
    if (!isLeftOut) return failure;
    const { release, version } = alert;
    log.error('the receiver refuses an alert, which is left out', {
      release,
      version,
      ...errorFields(failure),
    });
    return null;
  }
}

/** How long what failed so often before rests after a failure, in milliseconds. */
export function restAfter(failures: number): number {
  return Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** failures);
}
