import { err, ok, type Result } from '../../../lib/result.ts';
import { mayDo, whoMay } from '../../../roles/index.ts';
import type { ChangeNote } from '../../change.ts';
import type { FlagApiRefusal } from '../errors.ts';

/**
 * Who may open a feature wider. Closing needs only to be an operator. `automation` is a token for which nobody
 * signs, as Flipper's own clients send it: its scope says which features it is for.
 */
const mayWiden = (role: string) => role === 'automation' || mayDo(role, 'widen-flag');

/** Whether a change may be made by who asks for it: opening wider needs a role that may, and a reason. */
export function permission(note: ChangeNote, isWider: boolean): Result<ChangeNote, FlagApiRefusal> {
  if (!isWider) return ok(note);
  if (!mayWiden(note.role)) {
    const sentence = `The role ${note.role} may close a feature, but not open it wider. Ask ${whoMay('widen-flag')}.`;
    return err({ error: 'not-allowed', sentence });
  }
  if (note.why === null || note.why.trim() === '')
    return err({ error: 'reason-needed', sentence: REASON_NEEDED });
  return ok(note);
}

const REASON_NEEDED =
  'Opening a feature wider needs a reason; it is kept in the feature’s history. Say it in the header x-acting-why, percent-encoded.';
