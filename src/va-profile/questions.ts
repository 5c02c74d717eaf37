import { performance } from 'node:perf_hooks';
import type { Dispatcher } from 'undici';
import type { Log } from '../lib/log.ts';
import { err, type Result } from '../lib/result.ts';
import type { Trace } from '../lib/http/index.ts';
import type { Tracer, TraceSpan } from '../lib/tracing/index.ts';
import { readAnswer } from './answer.ts';
import type { BreakerRules, BreakerState, CallOutcome, Pass } from './protection/breaker.ts';
import { createBulkhead, type BulkheadRules } from './protection/bulkhead.ts';
import { startDeadline, type Deadline } from './protection/deadline.ts';
import { exchange, type Heard, type Unheard } from './exchange.ts';
import { createGuard, type Guard } from './protection/guard.ts';
import {
  FAILURES,
  noAnswer,
  healthBenefitPath,
  HEALTH_BENEFIT_TEMPLATE,
  type HealthBenefit,
  type VaProfileFailure,
  type CredentialOfPerson,
} from './health-benefit.ts';
import { askAtMostTwice, type Attempt } from './protection/retry.ts';

export type VaProfileSettings = {
  /** Where VA Profile listens, e.g. `https://vaprofile.example`; a path in it is kept. */
  readonly baseUrl: string;
  /** Milliseconds for one question in all: waiting for its turn, a second attempt and the whole body included. */
  readonly deadlineMs: number;
  readonly log: Log;
  /** Told of each attempt; null, or left out: nothing is traced. */
  readonly tracer?: Tracer | null;
  readonly protection: Protection;
  readonly tls?: ClientTls;
  /** Milliseconds of a clock that never goes back, for the breaker. */
  readonly now?: () => number;
  /** Told what became of each question. */
  readonly onAnswer?: (answered: AnsweredQuestion) => void;
};

/** What became of a question. `sent` is null where it was not: the breaker was open, say. */
export type AnsweredQuestion = {
  readonly outcome: 'answered' | VaProfileFailure['kind'];
  readonly sent: { readonly durationMs: number; readonly attempts: number } | null;
};

/** How the questions of this instance stand just now. */
export type QuestionFigures = {
  readonly breaker: BreakerState['name'];
  /** In how many milliseconds an open breaker lets a question through. */
  readonly restMs: number;
  readonly sent: number;
  readonly waiting: number;
  /** How many may be sent, and wait, at once. */
  readonly most: BulkheadRules;
};

/** Limits on the load for a failing VA Profile, and on the waiting for a slow one. */
export type Protection = { readonly breaker: BreakerRules; readonly bulkhead: BulkheadRules };

/** PEM texts: the client certificate and its key, and the authority to trust in place of the usual ones. */
export type ClientTls = { readonly cert?: string; readonly key?: string; readonly ca?: string };

type VaProfileAnswer = Result<HealthBenefit, VaProfileFailure>;
type Question = { readonly credential: CredentialOfPerson; readonly trace: Trace };

type Questions = {
  ask(question: Question, everyoneLeft: AbortSignal): Promise<VaProfileAnswer>;
  figures(): QuestionFigures;
};

/** Asks VA Profile, if breaker and bulkhead let the question through, within one deadline for all of it. */
export function createQuestions(
  {
    baseUrl,
    deadlineMs,
    log,
    tracer = null,
    protection,
    now,
    onAnswer = ignore,
  }: VaProfileSettings,
  dispatcher: Dispatcher,
): Questions {
  const base = new URL(baseUrl);
  const basePath = base.pathname.replace(/\/+$/, '');
  const guard = createGuard({ rules: protection.breaker, log, ...(now && { now }) });
  const bulkhead = createBulkhead(protection.bulkhead);
  const notSent = (failure: VaProfileFailure): VaProfileAnswer => {
    onAnswer({ outcome: failure.kind, sent: null });
    return err(failure);
  };
  const askOn = async (question: Question, deadline: Deadline): Promise<VaProfileAnswer> => {
    const leftAlone = () => notSent({ ...noAnswer('breaker-open'), waitMs: guard.restMs() });
    if (guard.refuses()) return leftAlone();
    const turn = await bulkhead.enter(deadline.signal);
    if (turn !== 'inside') return notSent(noAnswer(leftBy(deadline) ?? 'overloaded'));
    try {
      // It may have opened while this question waited for its turn.
      const pass = guard.take();
      if (pass === null) return leftAlone();
      const path = basePath + healthBenefitPath(question.credential);
      const asking = { dispatcher, base, path, trace: question.trace, deadline, tracer };
      return await askGuarded({ ...asking, guard, pass, log, onAnswer });
    } finally {
      bulkhead.leave();
    }
  };
  return {
    ask: (question, everyoneLeft) => {
      const deadline = startDeadline(deadlineMs, everyoneLeft);
      return askOn(question, deadline).finally(deadline.clear);
    },
    figures: () => {
      const { inside, waiting } = bulkhead.figures();
      const breaker = guard.state();
      const most = protection.bulkhead;
      return { breaker, restMs: guard.restMs(), sent: inside, waiting, most };
    },
  };
}

const ignore = () => undefined;

type AskingVaProfile = {
  readonly dispatcher: Dispatcher;
  readonly base: URL;
  readonly path: string;
  readonly trace: Trace;
  readonly tracer: Tracer | null;
  readonly deadline: Deadline;
  readonly guard: Guard;
  readonly pass: Pass;
  readonly log: Log;
  readonly onAnswer: (answered: AnsweredQuestion) => void;
};

async function askGuarded(asking: AskingVaProfile): Promise<VaProfileAnswer> {
  const { deadline, guard, pass, log, onAnswer } = asking;
  const { traceId } = asking.trace;
  const startedAt = performance.now();
  let outcome: CallOutcome = 'error';
  try {
    const { answer, attempts } = await askAtMostTwice(() => askOnce(asking), {
      signal: deadline.signal,
      // False for a probe as well: while one is under way, the guard refuses everything else.
      mayAskAgain: () => !guard.refuses(),
    });
    const ended = answer.ok || leftBy(deadline) === null ? answer : err(noAnswer('cancelled'));
    outcome = ended.ok ? 'answered' : FAILURES[ended.error.kind].breaker;
    const durationMs = Math.round(performance.now() - startedAt);
    writeLine(log, { answer: ended, durationMs, attempts, traceId });
    onAnswer({ outcome: ended.ok ? 'answered' : ended.error.kind, sent: { durationMs, attempts } });
    return ended;
  } finally {
    // Whatever happens: a probe that never ended would keep the breaker open for good.
    guard.end(pass, outcome);
  }
}

/**
 * Asking again is safe although it is a POST: the question changes nothing at VA Profile. It may help where
 * VA Profile has not begun to answer or a gateway says that it could not. What takes too long is not asked
 * again: that would be the second burden in a bad moment.
 */
async function askOnce(asking: AskingVaProfile): Promise<Attempt<VaProfileAnswer>> {
  const { dispatcher, path, trace, deadline } = asking;
  const span = beginSpan(asking);
  const { traceparent } = span ?? trace;
  const heard = await exchange(dispatcher, { path, traceparent }, deadline.signal);
  if (span) endSpan(span, heard);
  if (!heard.ok) {
    const isOver = deadline.endedBy() !== null;
    const kind = heard.error === 'cut-off' ? 'unreachable' : heard.error;
    const answer = err(noAnswer(isOver ? 'timeout' : kind));
    return { answer, worthAnother: heard.error === 'unreachable' };
  }
  const answer = readAnswer(heard.value);
  const isBusy = GATEWAY_STATUSES.includes(heard.value.status);
  return { answer, worthAnother: isBusy && !answer.ok && answer.error.upstreamCode === null };
}

/** The path is left out: it names a person. */
function beginSpan({ tracer, trace, base }: AskingVaProfile): TraceSpan | null {
  if (tracer === null) return null;
  const { hostname, port, protocol } = base;
  const attributes = {
    'http.request.method': 'POST',
    'server.address': hostname,
    'server.port': Number(port) || (protocol === 'https:' ? 443 : 80),
    'url.template': HEALTH_BENEFIT_TEMPLATE,
  };
  const name = `POST ${HEALTH_BENEFIT_TEMPLATE}`;
  return tracer.begin({ kind: 'client', name, parent: trace, attributes });
}

function endSpan(span: TraceSpan, heard: Result<Heard, Unheard>): void {
  if (!heard.ok) {
    span.end({ attributes: {}, error: heard.error });
    return;
  }
  const { status } = heard.value;
  const error = status >= 400 ? String(status) : null;
  span.end({ attributes: { 'http.response.status_code': status }, error });
}

const GATEWAY_STATUSES: readonly number[] = [502, 503, 504];

const leftBy = (deadline: Deadline) => (deadline.endedBy() === 'caller' ? 'cancelled' : null);

type SentQuestion = {
  readonly answer: VaProfileAnswer;
  readonly durationMs: number;
  readonly attempts: number;
  readonly traceId: string;
};

function writeLine(log: Log, { answer, ...exchanged }: SentQuestion): void {
  if (answer.ok) {
    const { associatedPersons, auditId } = answer.value;
    const contactCount = associatedPersons.length;
    log.info('VA Profile answered', { upstreamStatus: 200, auditId, contactCount, ...exchanged });
    return;
  }
  const { kind: code, ...details } = answer.error;
  log[FAILURES[code].level]('VA Profile gave no health benefit', {
    ...details,
    code,
    ...exchanged,
  });
}
