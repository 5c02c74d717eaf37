import type { Alert } from './alert.ts';

/** Delivers one alert, or rejects. The same one may come twice. */
export type SendAlert = (alert: Alert, signal: AbortSignal) => Promise<void>;

/** The receiver is there, and does not take this one alert, however often it comes. */
export class AlertRefusedError extends Error {
  override readonly name = 'AlertRefusedError';
}

/** The receiver answered, and did not take the alert this time. Its message may be shown to operators. */
export class AlertNotTakenError extends Error {
  override readonly name = 'AlertNotTakenError';
}
