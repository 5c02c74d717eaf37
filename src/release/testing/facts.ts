/** When the access of a tester ends: with their session, at a time (ISO 8601), or with Phase I. */
export type AccessEnd = 'session' | 'never' | (string & {});

/** One session of moderated production testing. Times are ISO 8601. */
export type SessionPlan = {
  readonly startsAt: string;
  readonly endsAt: string;
  /** The name of who leads it. */
  readonly moderator: string;
  /** Codes, `P1`, `P2` …, never names. */
  readonly participants: readonly string[];
  readonly device: string | null;
  readonly assistiveTechnology: string | null;
  /** What participants are asked to do, in order. */
  readonly tasks: readonly string[];
};

export const TASK_OUTCOMES = ['done', 'done-with-help', 'not-done'] as const;
export type TaskOutcome = (typeof TASK_OUTCOMES)[number];

export const BUG_SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;
export type BugSeverity = (typeof BUG_SEVERITIES)[number];

/** The first page that a tester was answered after they were enrolled: its route’s pattern and its HTTP status. */
export type Proof = { readonly at: string; readonly endpoint: string; readonly status: number };

/** What can happen in moderated production testing besides testers who come and go. */
export type TestingFact =
  /** Planned, or changed: with all its particulars. */
  | { readonly kind: 'session-planned'; readonly session: number; readonly plan: SessionPlan }
  | { readonly kind: 'session-cancelled'; readonly session: number }
  /** Whose code a tester has, and until when they are let in. */
  | {
      readonly kind: 'tester-bound';
      readonly emailDigest: string;
      readonly participant: string | null;
      readonly ends: AccessEnd;
    }
  | {
      readonly kind: 'tester-seen';
      readonly emailDigest: string;
      readonly participant: string | null;
      readonly proof: Proof;
    }
  /** By the clock. */
  | {
      readonly kind: 'access-ended';
      readonly emailDigest: string;
      readonly participant: string | null;
    }
  | ({ readonly kind: 'task-recorded' } & TaskResult)
  | ({ readonly kind: 'bug-recorded'; readonly bug: number } & Bug);

/** `task`: its place in the script, from 1. */
export type TaskResult = {
  readonly session: number;
  readonly participant: string;
  readonly task: number;
  readonly outcome: TaskOutcome;
  readonly note: string | null;
  readonly quote: string | null;
};

export type Bug = {
  readonly severity: BugSeverity;
  readonly ticket: string;
  readonly fixed: boolean;
};
