import type {
  FastifyPluginAsync,
  FastifyReply,
  FastifyRequest,
  onRequestHookHandler,
} from 'fastify';
import { Type, type Static } from 'typebox';

import { personOf } from '../../identity/index.ts';
import {
  errorBody,
  noteOutcome,
  type ErrorBody,
  takeStrictBodies,
  unknownPath,
} from '../../lib/http/index.ts';
import type { Language } from '../../lib/language.ts';
import type { PersonalKind } from '../screening/screen-remark.ts';
import type { ShownPerson } from '../screening/shown-person.ts';
import { LONGEST_REMARK, SURVEY_ANSWERS, type SurveyProblem } from '../survey-form.ts';
import type { Survey, SurveyOutcome } from '../survey.ts';

export type SurveyApiDeps = {
  readonly survey: Pick<Survey, 'take'>;
  /** Whether the sender of this request can have the page that the survey is about. */
  readonly mayAnswer: (request: FastifyRequest) => boolean;
  /** Whom that page shows them; null where it can’t be read. */
  readonly shownTo: (request: FastifyRequest) => Promise<readonly ShownPerson[] | null>;
  readonly languageOf: (request: FastifyRequest) => Language;
  readonly isFromHere: (request: FastifyRequest) => boolean;
};

const FORM = Type.Object(
  {
    answer: Type.Union(SURVEY_ANSWERS.map((answer) => Type.Literal(answer))),
    remark: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);

type SurveyRequest = FastifyRequest<{ Body: Static<typeof FORM> }>;

/** `POST /v0/feedback`: the survey’s form for programs of the person who is signed in. */
export function surveyApi(deps: SurveyApiDeps): FastifyPluginAsync {
  return (app) => {
    takeStrictBodies(app);
    const options = { schema: { body: FORM }, onRequest: forPeopleHere(deps) };
    app.post('/v0/feedback', options, async (request: SurveyRequest, reply) => {
      const person = personOf(request);
      if (person === null || !deps.mayAnswer(request)) {
        return reply.code(404).send(unknownPath(request.url));
      }
      const { answer, remark = '' } = request.body;
      const outcome = await deps.survey.take({
        person: person.accountId,
        request,
        language: deps.languageOf(request),
        form: { answer, remark },
        shown: () => deps.shownTo(request),
      });
      return send(outcome, { request, reply });
    });
    return Promise.resolve();
  };
}

/** Before the body is read. */
function forPeopleHere({ isFromHere }: SurveyApiDeps): onRequestHookHandler {
  return (request, reply, done) => {
    if (personOf(request) === null) {
      const refusal = refused(401, '401', 'Sign in to say what you think of this page.');
      void reply.code(401).header('www-authenticate', 'Token realm="Application"').send(refusal);
    } else if (!isFromHere(request)) {
      void reply.code(403).send(refused(403, 'from-another-site', FROM_ANOTHER_SITE));
    } else done();
  };
}

const FROM_ANOTHER_SITE =
  'This was sent from another site, so nothing was saved. Send it from a page of this one.';

type SurveyExchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };

function send(outcome: SurveyOutcome, { request, reply }: SurveyExchange): FastifyReply {
  switch (outcome.kind) {
    case 'kept':
      return reply.code(201).send({ data: { remark: 'kept' } });
    case 'without-remark':
      return reply.code(201).send({ data: { remark: 'not-kept', detail: UNSCREENED } });
    case 'answered-before':
      return reply.code(409).send(refused(409, 'answered-before', ANSWERED_BEFORE));
    case 'not-asked':
      return reply.code(409).send(refused(409, 'survey-closed', NOT_ASKED));
    case 'refused':
      noteOutcome(request, { cause: null, hasContent: null });
      return reply.code(422).send(refusalOf(outcome.problem));
  }
}

const UNSCREENED =
  'The answer is saved. The remark is not: it could not be checked for personal information just now.';
const ANSWERED_BEFORE =
  'This person has answered in this stage before. The first answer stands, and nothing was saved.';
const NOT_ASKED = 'No stage of a release is open, so nothing is asked, and nothing was saved.';

function refusalOf(problem: SurveyProblem): ErrorBody {
  if (problem.kind === 'personal') {
    const kinds = problem.found.map((kind) => KINDS[kind]).join('; ');
    return refused(422, 'remark-personal', `Nothing was saved. Take out of the remark: ${kinds}.`);
  }
  return refused(422, 'remark-too-long', TOO_LONG);
}

const TOO_LONG = `Nothing was saved. The remark is longer than ${LONGEST_REMARK} characters; shorten it.`;

const KINDS: Readonly<Record<PersonalKind, string>> = {
  name: 'names of the person or of their contacts',
  number:
    'phone numbers, Social Security numbers, dates, and other numbers of seven or more digits',
  email: 'e-mail addresses',
  address: 'postal addresses',
};

function refused(status: number, code: string, detail: string) {
  return errorBody({ title: TITLES.get(status) ?? 'Refused', detail, code, status: `${status}` });
}

const TITLES: ReadonlyMap<number, string> = new Map([
  [401, 'Not authorized'],
  [403, 'Forbidden'],
  [409, 'Conflict'],
  [422, 'Unprocessable entity'],
]);
