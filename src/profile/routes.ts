import type {
  FastifyPluginAsync,
  FastifyReply,
  FastifyRequest,
  onRequestHookHandler,
} from 'fastify';
import { decideVisit, mayKnowOfContacts } from '../contacts/index.ts';
import { accountNameOf, personOf, signInEndsInMs, wasSignedOut } from '../identity/index.ts';
import { noteOutcome, traceOf } from '../lib/http/index.ts';
import { NOTICE_PARAMETER, noticeNamed, sentForm } from '../feedback/index.ts';
import { answerForContacts, answerForSurvey } from './contacts-answers.tsx';
import { answerForAccountSecurity, answerForHub } from './profile-answers.tsx';
import {
  redirectTo,
  type PageAnswer,
  type ProfileDependencies,
  type Visitor,
} from './page-answer.ts';
import { languageOf } from './language-choice.ts';
import { ACCOUNT_SECURITY, CONTACTS, HUB, SURVEY_PATH } from './places.ts';
import { waitingFor } from './waiting.ts';
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
    // Where a reader of the refused form ends up who changes its language.
    app.get(SURVEY_PATH, serve(leaveSurvey));
    const onlyForPeopleHere = [askToSignIn(dependencies), dependencies.sameOriginOnly];
    app.post(SURVEY_PATH, { onRequest: onlyForPeopleHere }, (request, reply) => {
      const form = sentForm((request.body ?? {}) as Readonly<Record<string, unknown>>);
      return serve(answerForSurvey(form))(request, reply);
    });
    app.get(ACCOUNT_SECURITY.path, serve(answerForAccountSecurity));
    app.get(
      '/profile/*',
      serve(() => redirectTo(HUB)),
    );
  };
}

function leaveSurvey({ visit }: Visitor): PageAnswer {
  return redirectTo(mayKnowOfContacts(visit) ? CONTACTS : HUB);
}

/** Before the body of a form is read. */
function askToSignIn(dependencies: ProfileDependencies): onRequestHookHandler {
  return (request, reply, done) => {
    if (personOf(request) !== null) done();
    else send(promptIn(request, dependencies), { request, reply });
  };
}

type AskedPage = { readonly page: Page; readonly dependencies: ProfileDependencies };

function answerTo(request: FastifyRequest, { page, dependencies }: AskedPage) {
  const { id: requestId } = request;
  const signal = waitingFor(request);
  const person = personOf(request);
  if (person === null) return promptIn(request, dependencies);
  const language = languageOf(request);
  const visit = decideVisit(person, () => dependencies.contactsIsOpen(request));
  const trace = traceOf(request);
  const accountName = accountNameOf(request);
  const { [NOTICE_PARAMETER]: notice } = request.query as Readonly<Record<string, unknown>>;
  const surveyNotice = noticeNamed(notice);
  const containerUrl = dependencies.containerFor(request);
  const asked = { containerUrl, request, requestId, trace, signal };
  const visitor = { person, visit, language, accountName, surveyNotice, ...asked };
  return page({ ...visitor, signInEndsInMs: signInEndsInMs(request) }, dependencies);
}

function promptIn(
  request: FastifyRequest,
  { stylesheetUrl, fontUrls = [], now }: ProfileDependencies,
): PageAnswer {
  const [asked = HUB.path] = request.url.split('?', 1);
  // A form can’t be sent again by a link.
  const path = asked === SURVEY_PATH ? CONTACTS.path : asked;
  const reader = { language: languageOf(request), signedOut: wasSignedOut(request) };
  const html = renderSignInPrompt({ path, ...reader, now: now(), stylesheetUrl, fontUrls });
  return { kind: 'page', status: 401, html };
}

type PageExchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };

function send(answer: PageAnswer, { request, reply }: PageExchange): FastifyReply {
  reply.header('cache-control', 'no-store');
  if (answer.kind === 'redirect') {
    return reply.redirect(answer.path, request.method === 'POST' ? 303 : 302);
  }
  if (answer.outcome !== undefined) noteOutcome(request, answer.outcome);
  if (answer.retryAfter !== undefined) reply.header('retry-after', answer.retryAfter);
  if (answer.status === 401) reply.header('www-authenticate', 'Token realm="Application"');
  return reply.code(answer.status).type('text/html; charset=utf-8').send(answer.html);
}
