import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { decideVisit } from '../contacts/index.ts';
import { accountNameOf, personOf, signInEndsInMs, wasSignedOut } from '../identity/index.ts';
import type { Language } from '../lib/language.ts';
import { noteOutcome, traceOf } from '../lib/http/index.ts';
import { answerForAccountSecurity, answerForContacts, answerForHub } from './profile-answers.tsx';
import {
  redirectTo,
  type PageAnswer,
  type ProfileDependencies,
  type Visitor,
} from './page-answer.ts';
import { languageOf } from './language-choice.ts';
import { ACCOUNT_SECURITY, CONTACTS, HUB } from './places.ts';
import { renderSignInPrompt } from './site/sign-in-prompt.tsx';

/** What one path answers to someone who is signed in. */
type Page = (
  visitor: Visitor,
  dependencies: ProfileDependencies,
) => PageAnswer | Promise<PageAnswer>;

/** The pages of the Profile. Identity must have been registered, so that it is known who asks. */
export function profileRoutes(dependencies: ProfileDependencies): FastifyPluginAsync {
  const serve = (page: Page) => async (request: FastifyRequest, reply: FastifyReply) =>
    send(await answerTo(request, { page, dependencies }), { request, reply });
  return async (app) => {
    app.get(HUB.path, serve(answerForHub));
    app.get(CONTACTS.path, serve(answerForContacts));
    app.get(ACCOUNT_SECURITY.path, serve(answerForAccountSecurity));
    app.get(
      '/profile/*',
      serve(() => redirectTo(HUB)),
    );
  };
}

type AskedPage = { readonly page: Page; readonly dependencies: ProfileDependencies };

function answerTo(request: FastifyRequest, { page, dependencies }: AskedPage) {
  const { url, id: requestId, signal } = request;
  const person = personOf(request);
  const language = languageOf(request);
  if (person === null) {
    return signInPrompt({ url, language, signedOut: wasSignedOut(request) }, dependencies);
  }
  const visit = decideVisit(person, () => dependencies.contactsIsOpen(request));
  const trace = traceOf(request);
  const accountName = accountNameOf(request);
  const visitor = { person, visit, language, accountName, requestId, trace, signal };
  return page({ ...visitor, signInEndsInMs: signInEndsInMs(request) }, dependencies);
}

type Prompted = {
  readonly url: string;
  readonly language: Language;
  readonly signedOut: boolean;
};

function signInPrompt(
  { url, ...prompted }: Prompted,
  { stylesheetUrl, fontUrls = [] }: ProfileDependencies,
): PageAnswer {
  const [path = HUB.path] = url.split('?', 1);
  const html = renderSignInPrompt({ path, ...prompted, stylesheetUrl, fontUrls });
  return { kind: 'page', status: 401, html };
}

type PageExchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };

function send(answer: PageAnswer, { request, reply }: PageExchange): FastifyReply {
  reply.header('cache-control', 'no-store');
  if (answer.kind === 'redirect') return reply.redirect(answer.path);
  if (answer.outcome !== undefined) noteOutcome(request, answer.outcome);
  if (answer.retryAfter !== undefined) reply.header('retry-after', answer.retryAfter);
  if (answer.status === 401) reply.header('www-authenticate', 'Token realm="Application"');
  return reply.code(answer.status).type('text/html; charset=utf-8').send(answer.html);
}
