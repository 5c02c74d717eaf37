import type { Finding } from '../../../../lint/index.ts';

/** A results field whose time has not come: nothing to do, so nothing to read about each. */
export function isToCome({ rule, severity }: Finding): boolean {
  return severity === 'info' && (rule === 'open-marker' || rule === 'empty-field');
}
