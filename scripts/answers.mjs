// npm run answers: writes what the APIs answer, as schemas, from the types in src/app/http/openapi/answers.ts.
// With --check it writes nothing, and fails where the written ones are others.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { createGenerator } from 'ts-json-schema-generator';

import { ROOT } from './requirements.mjs';

const TYPES = join(ROOT, 'src/app/http/openapi/answers.ts');
const WRITTEN = join(ROOT, 'src/app/http/openapi/answers.json');
const PLACE = '#/definitions/';

/** Every type that an answer is made of, as a schema by its name. Throws where a type says nothing. */
export function schemasOfAnswers() {
  const generator = createGenerator({
    path: TYPES,
    tsconfig: join(ROOT, 'tsconfig.json'),
    expose: 'all',
    // The compiler looks at the types in another check.
    skipTypeCheck: true,
    additionalProperties: true,
  });
  const { definitions } = generator.createSchema('ApiAnswers');
  requireSomething('', definitions);
  const schemas = Object.entries(definitions).filter(([name]) => isName(name));
  return Object.fromEntries(
    schemas.map(([name, schema]) => [name, published(schema, definitions)]).toSorted(byName),
  );
}

/** `Omit<Judgement, …>` is a name in TypeScript, and none in OpenAPI. */
const isName = (name) => name !== 'ApiAnswers' && /^\w+$/.test(name);
const byName = ([one], [other]) => (one < other ? -1 : 1);

/** References lead into the document; what has no name of its own stands where it is meant. */
function published(value, definitions) {
  if (Array.isArray(value)) return value.map((each) => published(each, definitions));
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.$ref !== 'string') {
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, published(each, definitions)]),
    );
  }
  const name = decodeURIComponent(value.$ref.slice(PLACE.length));
  if (!isName(name)) return published(definitions[name], definitions);
  return { ...value, $ref: `#/components/schemas/${name}` };
}

/** The generator gives up on some types without a word, and describes an object of which nothing is known. */
function requireSomething(place, schema) {
  if (typeof schema !== 'object' || schema === null) return;
  const isMute = schema.type === 'object' && Object.keys(schema.properties ?? {}).length === 0;
  if (isMute && schema.additionalProperties === undefined) {
    throw new Error(`${place} became a schema that says nothing; write its type out.`);
  }
  for (const [key, each] of Object.entries(schema)) requireSomething(`${place}/${key}`, each);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const text = `${JSON.stringify(schemasOfAnswers(), null, 2)}\n`;
  if (!process.argv.includes('--check')) writeFileSync(WRITTEN, text);
  else if (readFileSync(WRITTEN, 'utf8') !== text) {
    console.error('The types of answers have changed: run npm run answers, and commit its file.');
    process.exit(1);
  }
}
