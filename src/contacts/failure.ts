import { SECOND_MS } from '../lib/duration.ts';
import type { Outcome } from '../lib/http/index.ts';

/** Why there is no answer to the question for a Veteran's contacts. */
export type ContactsFailure = {
  readonly kind: keyof typeof FAILURES;
  readonly upstreamStatus: number | null;
  readonly upstreamCode: string | null;
  readonly auditId: string | null;
  /** In how many milliseconds asking again can help, where that is known. */
  readonly waitMs?: number;
};

/** What one kind of failure means wherever it shows. */
type FailureMeaning = {
  readonly page:
    | { readonly name: 'none-on-file' }
    | { readonly name: 'unavailable'; readonly retryCanHelp: boolean };
  readonly outcome: Outcome | 'left';
  /** The HTTP status of the API, and what its answer says; null: it says that there are no contacts. */
  readonly api: { readonly status: 404 | 502 | 503 | 504; readonly detail: string | null };
};

/** The outcome of a visit for which VA Profile is to blame, a planned downtime included. */
export const VA_PROFILE_FAILED: Outcome = { cause: 'dependency', hasContent: null };

const MAY_WORK_LATER = { name: 'unavailable', retryCanHelp: true } as const;
const UNUSABLE = { status: 502, detail: 'VA Profile gave no usable answer.' } as const;
const UNREACHABLE = { status: 503, detail: 'VA Profile can’t be reached.' } as const;

/** Every kind of failure, and all that follows from it: page, blame and HTTP status. */
export const FAILURES = {
  /** VA Profile does not know the Veteran, who has therefore named no contacts; the original showed an outage. */
  'not-found': {
    page: { name: 'none-on-file' },
    outcome: { cause: null, hasContent: false },
    api: { status: 404, detail: null },
  },
  /** VA Profile refused our request: we asked wrongly, or our access has ended. */
  'refused-request': {
    page: { name: 'unavailable', retryCanHelp: false },
    outcome: { cause: 'us', hasContent: null },
    api: UNUSABLE,
  },
  /** VA Profile's own error (5xx). */
  failed: { page: MAY_WORK_LATER, outcome: VA_PROFILE_FAILED, api: UNUSABLE },
  /** Not what was agreed. */
  malformed: { page: MAY_WORK_LATER, outcome: VA_PROFILE_FAILED, api: UNUSABLE },
  unreachable: { page: MAY_WORK_LATER, outcome: VA_PROFILE_FAILED, api: UNREACHABLE },
  timeout: {
    page: MAY_WORK_LATER,
    outcome: VA_PROFILE_FAILED,
    api: { status: 504, detail: 'VA Profile did not answer in time.' },
  },
  /** Not asked: VA Profile fails too often and is left alone for a while. */
  'breaker-open': {
    page: MAY_WORK_LATER,
    outcome: VA_PROFILE_FAILED,
    api: {
      status: 503,
      detail: 'VA Profile fails too often just now. Try again in a minute.',
    },
  },
  /** Not asked: too many questions at once. */
  overloaded: {
    page: MAY_WORK_LATER,
    outcome: VA_PROFILE_FAILED,
    api: { status: 503, detail: 'Too many people ask at once. Try again in a moment.' },
  },
  /** The Veteran has left, so there is no reader for page or answer. */
  cancelled: { page: MAY_WORK_LATER, outcome: 'left', api: UNREACHABLE },
} as const satisfies Record<string, FailureMeaning>;

/** For the header `Retry-After`, in whole seconds; null where it isn’t known when asking again can help. */
export function retryAfter(waitMs: number | undefined): string | null {
  return waitMs === undefined ? null : `${Math.ceil(waitMs / SECOND_MS)}`;
}
