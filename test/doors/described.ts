/** What `/openapi.json` says of answers, as a check of them: by Ajv, and stricter than a client has to be. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

export type Schema = Readonly<Record<string, unknown>>;
type Content = Readonly<Record<string, { readonly schema?: Schema }>>;
export type DescribedResponse = { readonly content?: Content };
export type ApiDescription = {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<Record<string, { readonly responses: Readonly<Record<string, DescribedResponse>> }>>
    >
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

export type Answered = {
  /** `get /api/flags/{name}/history` */
  readonly operation: string;
  readonly status: number;
  /** The header, as it came. */
  readonly contentType: string;
  readonly text: string;
};

const isDate = (text: string) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text);

/** Tells of an answer where it is other than described, in a sentence; null: it is as described. */
export function comparedWith(text: string): (answered: Answered) => string | null {
  const { paths, components } = JSON.parse(text) as ApiDescription;
  const ajv = new Ajv2020({ strict: false, formats: { 'date-time': isDate } });
  ajv.addSchema({ $id: 'document', components: narrowed(components) });
  const compiled = new Map<string, ValidateFunction>();
  const checkOf = (schema: Schema | false) => {
    const key = JSON.stringify(schema).replaceAll('"#/', '"document#/');
    const known = compiled.get(key) ?? ajv.compile(JSON.parse(key) as Schema | false);
    compiled.set(key, known);
    return known;
  };
  const problemWith = (answered: Answered) => {
    const described = responseIn(paths, answered);
    if (!described) return 'this status is not described';
    if (answered.text === '' && described.content === undefined) return null;
    const [medium = ''] = answered.contentType.split(';', 1);
    const schema = schemaFor(described, medium);
    if (schema === null) return `${medium} is not described`;
    return medium === 'application/json' ? misfit(schema, answered.text) : null;
  };
  const misfit = (schema: Schema | false, body: string) => {
    const check = checkOf(schema);
    return check(JSON.parse(body)) ? null : ajv.errorsText(check.errors);
  };
  return (answered) => {
    const problem = problemWith(answered);
    const { operation, status, text: body } = answered;
    return problem && `${operation} ${status}: ${problem}: ${body.slice(0, 300)}`;
  };
}

/** Null: nothing is said of such content. What is sent as a file may be JSON of any kind. */
function schemaFor({ content = {} }: DescribedResponse, medium: string): Schema | false | null {
  const found = content[medium];
  if (found) return found.schema ?? false;
  return '*/*' in content ? {} : null;
}

function responseIn(paths: ApiDescription['paths'], { operation, status }: Answered) {
  const [method = '', path = ''] = operation.split(' ');
  return paths[path]?.[method]?.responses[String(status)];
}

/** A client must take what it does not know; here whatever is not described is a gap. */
function narrowed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(narrowed);
  if (typeof value !== 'object' || value === null) return value;
  const own = Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, narrowed(inner)]),
  );
  const isOpen =
    'properties' in own && own['type'] === 'object' && !('additionalProperties' in own);
  return isOpen ? { ...own, additionalProperties: false } : own;
}
