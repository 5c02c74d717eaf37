import { Type } from 'typebox';

import { flipperPlaces, type FlipperPlace } from '../../../flags/index.ts';
import type { AnswerContent, Operation } from './operation.ts';

const PREFIX = '/flipper/api';

const answering = (summary: string, answers: Readonly<Record<number, AnswerContent>>) => ({
  summary,
  answers,
  refusals: [202, 403, 404, 405, 409, 422],
});
const feature = (summary: string): Operation => answering(summary, { 200: 'FlipperFeature' });
const ended = (summary: string): Operation => answering(summary, { 204: 'nothing' });
const noVerb = {
  summary: 'Not possible at any place of Flipper’s API',
  answers: {},
  refusals: [404, 405],
};
const GATE = `${PREFIX}/features/{feature}`;

/** Flipper’s API, in Flipper’s words. The places with `{path}` are the others again, for names that hold slashes. */
export const FLIPPER_OPERATIONS: Readonly<Record<string, Operation>> = {
  [`get ${PREFIX}/features`]: answering('All features, or those that are named', {
    200: 'FlipperFeatures',
    304: 'nothing',
  }),
  [`post ${PREFIX}/features`]: feature('Adds a feature'),
  [`get ${GATE}`]: feature('One feature'),
  [`delete ${GATE}`]: ended('Removes a feature'),
  [`delete ${GATE}/clear`]: ended('Closes every gate of a feature'),
  [`post ${GATE}/boolean`]: feature('Opens a feature for everybody'),
  [`delete ${GATE}/boolean`]: feature('Closes a feature for everybody'),
  [`post ${GATE}/actors`]: feature('Opens a feature for an actor'),
  [`delete ${GATE}/actors`]: feature('Closes a feature for an actor'),
  [`post ${GATE}/groups`]: feature('Opens a feature for a group'),
  [`delete ${GATE}/groups`]: feature('Closes a feature for a group'),
  [`post ${GATE}/percentage_of_actors`]: feature('Opens a feature for a share of actors'),
  [`delete ${GATE}/percentage_of_actors`]: feature('Sets the share of actors to 0'),
  [`post ${GATE}/percentage_of_time`]: feature(
    'Opens a feature for a share of the times it is asked',
  ),
  [`delete ${GATE}/percentage_of_time`]: feature('Sets the share of the times to 0'),
  [`post ${GATE}/expression`]: feature('Opens a feature for whom an expression is true'),
  [`delete ${GATE}/expression`]: feature('Takes the expression of a feature away'),
  [`get ${PREFIX}/actors/{actor}`]: answering('Which features are open for an actor', {
    200: 'FlipperActor',
  }),
  [`get ${PREFIX}/export`]: answering('All features, as an import takes them', {
    200: 'FlipperExport',
  }),
  [`post ${PREFIX}/import`]: ended('Takes an export in the place of all features'),
  [`get ${PREFIX}/{path}`]: answering('Reads a feature or an actor', { 200: 'FlipperReading' }),
  [`post ${PREFIX}/{path}`]: feature('Opens a gate'),
  [`delete ${PREFIX}/{path}`]: answering('Closes a gate or every one, or removes a feature', {
    200: 'FlipperFeature',
    204: 'nothing',
  }),
  [`put ${PREFIX}/{path}`]: noVerb,
  [`patch ${PREFIX}/{path}`]: noVerb,
  [`options ${PREFIX}/{path}`]: noVerb,
  [`trace ${PREFIX}/{path}`]: noVerb,
};

/** What requests to Flipper’s places carry, from the table by which they are read: one route serves them all. */
export function flipperPaths(): Readonly<Record<string, Readonly<Record<string, object>>>> {
  const paths: Record<string, Record<string, object>> = {};
  for (const place of flipperPlaces()) {
    (paths[PREFIX + place.path] ??= {})[place.verb.toLowerCase()] = requestOf(place);
  }
  return paths;
}

function requestOf({ path, verb, taken: { named = {}, whole } }: FlipperPlace) {
  const [, name] = /\{(\w+)\}/.exec(path) ?? [];
  const ofPath = name === undefined ? [] : [{ in: 'path', name, required: true, schema: TEXT }];
  const fields = Object.entries(named);
  const isInQuery = verb === 'GET';
  const ofQuery = isInQuery
    ? fields.map(([one, schema]) => ({ in: 'query', name: one, schema }))
    : [];
  const content = isInQuery ? {} : contentOf(named, whole);
  return {
    parameters: [...ofPath, ...ofQuery],
    ...(Object.keys(content).length > 0 && { requestBody: { content } }),
  };
}

const TEXT = { type: 'string' };

function contentOf(named: NonNullable<FlipperPlace['taken']['named']>, whole: object | undefined) {
  if (whole) return { 'application/json': { schema: whole } };
  if (Object.keys(named).length === 0) return {};
  const schema = Type.Object(named);
  return {
    'application/json': { schema },
    'application/x-www-form-urlencoded': { schema },
    'multipart/form-data': { schema },
  };
}
