import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { err, ok, type Result } from '../lib/result.ts';
import type { Heard } from './exchange.ts';
import type { AssociatedPerson, HealthBenefit, VaProfileFailure } from './health-benefit.ts';

/** The code by which VA Profile says that it does not know the person. */
const PERSON_UNKNOWN = 'MVI201';

/** What VA Profile meant, by its contract. Everything but the contacts is dropped here. */
export function readAnswer(heard: Heard): Result<HealthBenefit, VaProfileFailure> {
  const { auditId, status } = heard;
  const body = parseJson(heard.body);
  if (status !== 200) {
    const upstreamCode = readMessageCode(body);
    const kind = kindOfRefusal(status, upstreamCode);
    return err({ kind, upstreamStatus: status, upstreamCode, auditId });
  }
  if (HealthBenefitAnswer.Check(body)) {
    const records = body.profile.healthBenefit.associatedPersons ?? [];
    return ok({ associatedPersons: records.flatMap(readPerson), auditId });
  }
  return err({ kind: 'malformed', upstreamStatus: status, upstreamCode: null, auditId });
}

// A 404 without the code comes from something before VA Profile (a gateway, a wrong address) and says
// nothing of the person.
function kindOfRefusal(status: number, code: string | null): VaProfileFailure['kind'] {
  if (status === 404 && code === PERSON_UNKNOWN) return 'not-found';
  if (status >= 500) return 'failed';
  return status >= 400 ? 'refused-request' : 'malformed';
}

const HealthBenefitAnswer = Compile(
  Type.Object({
    profile: Type.Object({
      healthBenefit: Type.Object({ associatedPersons: Type.Optional(Type.Array(Type.Unknown())) }),
    }),
  }),
);

const Messages = Compile(Type.Object({ messages: Type.Array(Type.Unknown()) }));

// Codes reach the log and the API's answer, so nothing that is not a code may pass for one.
const Message = Compile(Type.Object({ code: Type.String({ pattern: '^[A-Za-z0-9_]{1,40}$' }) }));

const Fields = Compile(Type.Record(Type.String(), Type.Unknown()));

const OPTIONAL_FIELDS = [
  'givenName',
  'middleName',
  'familyName',
  'relationship',
  'addressLine1',
  'addressLine2',
  'addressLine3',
  'city',
  'state',
  'provinceCode',
  'zipCode',
  'postalCode',
  'country',
  'primaryPhone',
] as const satisfies readonly (keyof AssociatedPerson)[];

/** One record with the fields we show, or nothing: without a type it cannot be anyone's contact. */
function readPerson(record: unknown): AssociatedPerson[] {
  if (!Fields.Check(record)) return [];
  const contactType = record['contactType'];
  if (typeof contactType !== 'string') return [];
  const texts = OPTIONAL_FIELDS.flatMap((name) => {
    const value = record[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return [{ contactType, ...Object.fromEntries(texts) }];
}

function readMessageCode(body: unknown): string | null {
  const first = Messages.Check(body) ? body.messages[0] : undefined;
  return Message.Check(first) ? first.code : null;
}

function parseJson(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
