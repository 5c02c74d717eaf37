import type { OnStatement } from '../../lib/database/index.ts';
import type { OidcSettings } from '../../identity/index.ts';
import type { ProgramMeter } from '../../monitoring/index.ts';
import { AlertRefusedError, type SendAlert } from '../../alerts/index.ts';
import type { AnsweredQuestion } from '../../va-profile/index.ts';

const SECOND_MS = 1_000;

/** For VA Profile’s client, which says what became of each question. */
export function countQuestions(meter: ProgramMeter): (answered: AnsweredQuestion) => void {
  const labels = { upstream: 'va-profile' } as const;
  return ({ outcome, sent }) => {
    meter.count('phcc_upstream_calls_total', { ...labels, outcome });
    if (sent === null) return;
    meter.observe('phcc_upstream_call_duration_seconds', labels, sent.durationMs / SECOND_MS);
    if (sent.attempts > 1) meter.count('phcc_upstream_retries_total', labels);
  };
}

/** Asks the identity provider, and counts what became of it. */
export function countingFetch(meter: ProgramMeter): NonNullable<OidcSettings['fetch']> {
  const labels = { upstream: 'identity-provider' } as const;
  return async (url, options) => {
    const startedAt = performance.now();
    const count = (outcome: AnsweredQuestion['outcome']) => {
      const seconds = (performance.now() - startedAt) / SECOND_MS;
      meter.count('phcc_upstream_calls_total', { ...labels, outcome });
      meter.observe('phcc_upstream_call_duration_seconds', labels, seconds);
    };
    try {
      const answer = await fetch(url, options as RequestInit);
      count(outcomeOfStatus(answer.status));
      return answer;
    } catch (error) {
      count(error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'unreachable');
      throw error;
    }
  };
}

function outcomeOfStatus(status: number): AnsweredQuestion['outcome'] {
  if (status >= 500) return 'failed';
  return status >= 400 ? 'refused-request' : 'answered';
}

/** Sends alerts, and counts what became of each. */
export function countingDeliveries(meter: ProgramMeter, send: SendAlert): SendAlert {
  const count = (result: 'delivered' | 'refused' | 'failed') =>
    meter.count('phcc_alert_deliveries_total', { result });
  return async (alert, signal) => {
    try {
      await send(alert, signal);
      count('delivered');
    } catch (error) {
      count(error instanceof AlertRefusedError ? 'refused' : 'failed');
      throw error;
    }
  };
}

/** For the intake of page events, by what their sender was told. */
export function countEvents(meter: ProgramMeter) {
  return (answer: 'counted' | 'busy', events: number): void =>
    meter.count('phcc_page_events_total', { answer }, events);
}

/** For the database, which says how each statement ended. */
export function countStatements(meter: ProgramMeter): OnStatement {
  return (durationMs, hasFailed) => {
    const outcome = hasFailed ? 'failed' : 'ok';
    meter.observe('phcc_database_statement_duration_seconds', { outcome }, durationMs / SECOND_MS);
  };
}
