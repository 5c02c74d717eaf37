import { Pool } from 'undici';
import { err, type Result } from '../lib/result.ts';
import { newTrace, type Trace } from '../lib/http/index.ts';
import {
  createQuestions,
  type AnsweredQuestion,
  type QuestionFigures,
  type VaProfileSettings,
} from './questions.ts';
import {
  noAnswer,
  type HealthBenefit,
  type VaProfileFailure,
  type CredentialOfPerson,
} from './health-benefit.ts';
import { createHourBook, type LastHour } from './last-hour.ts';
import { createSharing } from './protection/sharing.ts';

export type VaProfile = {
  /**
   * The health benefit of the person whom this credential names. Never throws for what VA Profile or the
   * network does. When `signal` aborts, the answer is `cancelled`, and so is the request unless another
   * caller waits for the same answer.
   */
  healthBenefit(
    credential: CredentialOfPerson,
    options?: { readonly signal?: AbortSignal; readonly trace?: Trace },
  ): Promise<Result<HealthBenefit, VaProfileFailure>>;
  figures(): QuestionFigures & { readonly lastHour: LastHour };
  /** Lets running questions finish and closes the connections. */
  close(): Promise<void>;
};

export function createVaProfileClient(settings: VaProfileSettings): VaProfile {
  const { origin } = new URL(settings.baseUrl);
  const pool = new Pool(origin, { connect: { timeout: settings.deadlineMs, ...settings.tls } });
  const book = createHourBook(settings.now);
  const onAnswer = (answered: AnsweredQuestion) => {
    book.note(answered);
    settings.onAnswer?.(answered);
  };
  const questions = createQuestions({ ...settings, onAnswer }, pool);
  const share = createSharing<Result<HealthBenefit, VaProfileFailure>>(err(noAnswer('cancelled')));
  return {
    healthBenefit: (credential, { signal, trace = newTrace() } = {}) =>
      // Two people never have the same key: the first part is one of two words without a colon.
      share(
        `${credential.provider}:${credential.uuid}`,
        (everyoneLeft) => questions.ask({ credential, trace }, everyoneLeft),
        signal,
      ),
    figures: () => ({ ...questions.figures(), lastHour: book.figures() }),
    close: () => pool.close(),
  };
}
