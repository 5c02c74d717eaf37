import { err, type Result } from '../../lib/result.ts';
import type { Refusal, Step } from '../../release/index.ts';

/** What a form asks of a release. */
export type AskedInForm = Result<Step, Refusal>;

export function notUnderstood(what: string): AskedInForm {
  const sentence = `The form was not understood: ${what}. Nothing was changed. Fill it in again below.`;
  return err({ code: 'not-understood', sentence });
}
