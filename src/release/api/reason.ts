import { textFromPeople } from '../../lib/text-from-people.ts';

/** The reason in a body, as it is kept. */
export type Reason = {
  readonly why: string | null;
  /** What was left out of it, in a sentence; null where it is kept as it was given. */
  readonly notice: string | null;
};

const NO_REASON: Reason = { why: null, notice: null };

/** Never refuses: a step that must not wait for words goes on whatever stands here. */
export function reasonIn(body: unknown): Reason {
  if (typeof body !== 'object' || body === null || !('reason' in body)) return NO_REASON;
  const { reason } = body;
  if (typeof reason !== 'string') return { why: null, notice: NOTICES.form };
  const { text, lost } = textFromPeople(reason);
  return { why: text, notice: lost && NOTICES[lost] };
}

const NOTICES = {
  form: 'The reason is not text, so none was kept.',
  characters: 'Characters that can’t be seen or kept were taken out of the reason.',
  end: 'The reason was too long, so its end was cut off.',
};
