import { performance } from 'node:perf_hooks';
import { Agent } from 'undici';
import type { Log } from '../lib/log.ts';
import { err, type Result } from '../lib/result.ts';
import { readAnswer } from './answer.ts';
import { startDeadline, type Deadline } from './deadline.ts';
import { exchange } from './exchange.ts';
import type { HealthBenefit, VaProfileFailure } from './health-benefit.ts';
import { healthBenefitUrl, type CredentialOfPerson } from './health-benefit-url.ts';

export type VaProfileSettings = {
  /** Where VA Profile listens, e.g. `https://vaprofile.example`; a path in it is kept. */
  readonly baseUrl: string;
  /** Milliseconds for one question in all, connecting and reading the whole body included. */
  readonly deadlineMs: number;
  readonly log: Log;
  /** PEM texts of the client certificate, its key and the authority to trust. */
  readonly tls?: { readonly cert?: string; readonly key?: string; readonly ca?: string };
};

export type VaProfile = {
  /**
   * The health benefit of the person whom this credential names. Never throws for what VA Profile or the
   * network does. When `signal` aborts, the request is cancelled and the answer is a `timeout`: nobody
   * is waiting for it any more.
   */
  healthBenefit(
    credential: CredentialOfPerson,
    options?: { readonly signal?: AbortSignal },
  ): Promise<Result<HealthBenefit, VaProfileFailure>>;
  /** Lets running questions finish and closes the connections. */
  close(): Promise<void>;
};

export function createVaProfileClient(settings: VaProfileSettings): VaProfile {
  const agent = new Agent({ connect: { timeout: settings.deadlineMs, ...settings.tls } });
  return {
    healthBenefit: async (credential, options = {}) => {
      const startedAt = performance.now();
      const deadline = startDeadline(settings.deadlineMs, options.signal);
      const url = healthBenefitUrl(settings.baseUrl, credential);
      const answer = await ask(agent, url, deadline).finally(deadline.clear);
      const durationMs = Math.round(performance.now() - startedAt);
      writeLine(settings.log, { answer, durationMs, cancelled: deadline.endedBy() === 'caller' });
      return answer;
    },
    close: () => agent.close(),
  };
}

async function ask(
  agent: Agent,
  url: string,
  deadline: Deadline,
): Promise<Result<HealthBenefit, VaProfileFailure>> {
  const heard = await exchange(agent, url, deadline.signal);
  if (heard.ok) return readAnswer(heard.value);
  const kind = deadline.endedBy() === null ? heard.error : 'timeout';
  return err({ kind, upstreamStatus: null, upstreamCode: null, auditId: null });
}

type Exchange = {
  readonly answer: Result<HealthBenefit, VaProfileFailure>;
  readonly durationMs: number;
  readonly cancelled: boolean;
};

function writeLine(log: Log, { answer, durationMs, cancelled }: Exchange): void {
  if (answer.ok) {
    const { associatedPersons, auditId } = answer.value;
    const contactCount = associatedPersons.length;
    log.info('VA Profile answered', { upstreamStatus: 200, auditId, durationMs, contactCount });
    return;
  }
  const { kind, ...details } = answer.error;
  const level = cancelled || kind === 'not-found' ? 'info' : 'warn';
  const code = cancelled ? 'cancelled' : kind;
  log[level]('VA Profile gave no health benefit', { ...details, code, durationMs });
}
