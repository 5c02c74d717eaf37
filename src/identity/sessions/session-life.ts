const MINUTE_MS = 60_000;

/** A session is over when nothing has been asked for so long … */
export const IDLE_LIMIT_MINUTES = 30;
const IDLE_LIMIT_MS = IDLE_LIMIT_MINUTES * MINUTE_MS;

/** … and in any case so long after sign-in. */
const ABSOLUTE_LIMIT_MS = 12 * 60 * MINUTE_MS;

/** Written down at most so often: a page must not cost a write. */
const TOUCH_INTERVAL_MS = MINUTE_MS;

/** When a session that is used now is over. */
export function expiryAt(now: Date, startedAt: Date): Date {
  const idle = now.getTime() + IDLE_LIMIT_MS;
  return new Date(Math.min(idle, startedAt.getTime() + ABSOLUTE_LIMIT_MS));
}

/** Whether using the session now moves its end far enough to write it down. */
export function isWorthTouching(
  session: { readonly startedAt: Date; readonly expiresAt: Date },
  now: Date,
): boolean {
  const gained = expiryAt(now, session.startedAt).getTime() - session.expiresAt.getTime();
  return gained >= TOUCH_INTERVAL_MS;
}
