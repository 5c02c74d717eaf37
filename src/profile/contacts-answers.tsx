import type { FastifyRequest } from 'fastify';
import {
  ContactsPage,
  mayKnowOfContacts,
  outcomeOfReading,
  pageStateOf,
  readContacts,
  retryAfterOf,
  statusOf,
  VA_PROFILE_FAILED,
  type ContactsPageState,
  type Downtime,
} from '../contacts/index.ts';
import {
  NOTICE_PARAMETER,
  SURVEY_ID,
  SurveySection,
  viewOf,
  type SentForm,
  type ShownPerson,
  type SurveyOutcome,
  type SurveyProblem,
  type SurveyView,
} from '../feedback/index.ts';
import { accountNameOf, personOf, type Person } from '../identity/index.ts';
import { troubleOf } from '../lib/database/index.ts';
import { traceOf, type Outcome } from '../lib/http/index.ts';
import { errorFields } from '../lib/log.ts';
import { tryAgainPath } from './one-address.ts';
import {
  redirectTo,
  type PageAnswer,
  type ProfileDependencies,
  type Visitor,
} from './page-answer.ts';
import { pageAnswer } from './page-around.tsx';
import { ACCOUNT_SECURITY, CONTACTS, HUB, SURVEY_PATH } from './places.ts';
import { hasContent, shownPeople } from './shown-people.ts';
import { waitingFor } from './waiting.ts';

export async function answerForContacts(
  visitor: Visitor,
  dependencies: ProfileDependencies,
): Promise<PageAnswer> {
  const { visit } = visitor;
  switch (visit.kind) {
    case 'signed-out':
    case 'closed':
      return redirectTo(HUB);
    case 'not-allowed':
      return redirectTo(ACCOUNT_SECURITY);
    case 'not-enrolled':
      return contactsAnswer({ looked: { state: { name: 'not-enrolled' } }, visitor }, dependencies);
    case 'admitted': {
      const looked = await lookAt(visit.person, visitor, dependencies);
      const survey = await surveyBelow(looked.state, visitor, dependencies);
      return contactsAnswer({ looked, survey, visitor }, dependencies);
    }
  }
}

/** Whom the page shows the sender of a request; null where that can’t be read. */
export async function whoIsShownTo(
  request: FastifyRequest,
  dependencies: LookingDependencies,
): Promise<readonly ShownPerson[] | null> {
  const person = personOf(request);
  if (person === null) return null;
  const asking = { requestId: request.id, trace: traceOf(request), signal: waitingFor(request) };
  const looked = await lookAt(person, asking, dependencies);
  return shownPeople(looked.state, accountNameOf(request));
}

type LookingDependencies = Pick<ProfileDependencies, 'contacts' | 'log' | 'downtime'>;

/** What became of looking at somebody’s contacts. */
type LookedAt = {
  readonly state: ContactsPageState;
  readonly outcome?: Outcome | 'left';
  readonly downtimeAhead?: Downtime | null;
};

async function lookAt(
  person: Person,
  { requestId, trace, signal }: Pick<Visitor, 'requestId' | 'trace' | 'signal'>,
  { contacts, log, downtime }: LookingDependencies,
): Promise<LookedAt> {
  const outlook = downtime();
  if (outlook.kind === 'now') {
    const { until } = outlook.downtime;
    return { state: { name: 'downtime', until }, outcome: VA_PROFILE_FAILED };
  }
  const reading = await readContacts(person, { contacts, log, requestId, trace, signal });
  const downtimeAhead = outlook.kind === 'soon' ? outlook.downtime : null;
  return { state: pageStateOf(reading), outcome: outcomeOfReading(reading), downtimeAhead };
}

/** Below what people came for, and only where they got it; else it is told at most what became of a form. */
async function surveyBelow(
  state: ContactsPageState,
  { person, request, surveyNotice }: Visitor,
  { survey }: ProfileDependencies,
): Promise<SurveyView | null> {
  if (!hasContent(state) && surveyNotice === null) return null;
  const view = viewOf(await survey.standingOf(person.accountId, request), surveyNotice);
  return hasContent(state) || view?.kind === surveyNotice ? view : null;
}

/** Takes the survey’s form, and leads back to the page; or shows it again with what is wrong in its form. */
export function answerForSurvey(form: SentForm) {
  return async (visitor: Visitor, dependencies: ProfileDependencies): Promise<PageAnswer> => {
    const { visit } = visitor;
    if (visit.kind !== 'admitted') return redirectTo(mayKnowOfContacts(visit) ? CONTACTS : HUB);
    let looking: Promise<LookedAt> | null = null;
    const look = () => (looking ??= lookAt(visit.person, visitor, dependencies));
    const { person, request, language, accountName } = visitor;
    const shown = async () => shownPeople((await look()).state, accountName);
    const sent = { person: person.accountId, request, language, form, shown };
    const outcome = await taken(sent, dependencies);
    if (outcome.kind !== 'refused') return noticed(outcome.kind);
    const view = { ...outcome, form };
    return contactsAnswer({ looked: await look(), survey: view, visitor }, dependencies);
  };
}

const NOT_SAVED: SurveyOutcome = { kind: 'refused', problem: { kind: 'not-saved' } };

/** What somebody typed must not be lost with a database that is away. */
async function taken(
  sent: Parameters<ProfileDependencies['survey']['take']>[0],
  { survey, log }: ProfileDependencies,
): Promise<SurveyOutcome> {
  try {
    return await survey.take(sent);
  } catch (error) {
    if (troubleOf(error) === null) throw error;
    log.error('an answer to the survey could not be kept', errorFields(error));
    return NOT_SAVED;
  }
}

function noticed(notice: string): PageAnswer {
  return { kind: 'redirect', path: `${CONTACTS.path}?${NOTICE_PARAMETER}=${notice}#${SURVEY_ID}` };
}

type ContactsParts = {
  readonly looked: LookedAt;
  readonly survey?: SurveyView | null;
  readonly visitor: Visitor;
};

function contactsAnswer(
  { looked, survey = null, visitor }: ContactsParts,
  dependencies: ProfileDependencies,
): PageAnswer {
  const { state, outcome, downtimeAhead = null } = looked;
  const { requestId } = visitor;
  const again = tryAgainPath(CONTACTS.path);
  const content = (
    <>
      <ContactsPage {...{ state, downtimeAhead, requestId }} tryAgainPath={again} />
      {survey && <SurveySection view={survey} action={SURVEY_PATH} />}
    </>
  );
  const ofForm = survey?.kind === 'refused' ? afterForm(survey.problem) : NO_FORM;
  const failed = state.name === 'unavailable' || ofForm !== NO_FORM;
  const status = Math.max(statusOf(state), ofForm.status);
  const answer = pageAnswer({ place: CONTACTS, status, failed, content, visitor }, dependencies);
  const retryAfter = retryAfterOf(state);
  return {
    ...answer,
    ...(outcome !== undefined && { outcome }),
    ...(retryAfter !== null && { retryAfter }),
    ...ofForm,
    status,
  };
}

/** Where no form was sent. */
const NO_FORM = { status: 0 };

/** In seconds. */
const RETRY_AFTER = '5';

/** A form that was filled in wrongly is nobody’s failure. */
function afterForm({ kind }: SurveyProblem) {
  if (kind !== 'not-saved') return { status: 422, outcome: { cause: null, hasContent: null } };
  const outcome = { cause: 'us', hasContent: null } as const;
  return { status: 503, retryAfter: RETRY_AFTER, outcome };
}
