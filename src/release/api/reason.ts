import { jsonIn } from '../../lib/http/index.ts';
import { textFromPeople } from '../../lib/text-from-people.ts';

/** The reason in a body, as it is kept. */
export type Reason = {
  readonly why: string | null;
  /** What was left out of it, in a sentence; null where it is kept as it was given. */
  readonly notice: string | null;
};

const NO_REASON: Reason = { why: null, notice: null };

/** A body that can’t be read, of a step that goes on all the same. */
class UnreadableBody {
  readonly notice: string;

  constructor(notice: string) {
    this.notice = notice;
  }
}

/** What the body of a step says that goes on whatever stands there. Null: it was too long to be read. */
export function saidIn(bytes: Uint8Array | null | undefined): unknown {
  if (bytes === undefined) return {};
  if (bytes === null) return new UnreadableBody(NOTICES.length);
  const json = jsonIn(bytes);
  return json.ok ? json.value : new UnreadableBody(NOTICES.json);
}

/** Never refuses: a step that must not wait for words goes on whatever stands here. */
export function reasonIn(body: unknown): Reason {
  if (body instanceof UnreadableBody) return { why: null, notice: body.notice };
  if (typeof body !== 'object' || body === null || !('reason' in body)) return NO_REASON;
  const { reason } = body;
  if (typeof reason !== 'string') return { why: null, notice: NOTICES.form };
  const { text, lost } = textFromPeople(reason);
  return { why: text, notice: lost && NOTICES[lost] };
}

const NOTICES = {
  length: 'The body is too long to be read, so no reason was kept.',
  json: 'The body can’t be read as JSON, so no reason was kept.',
  form: 'The reason is not text, so none was kept.',
  characters: 'Characters that can’t be seen or kept were taken out of the reason.',
  end: 'The reason was too long, so its end was cut off.',
};
