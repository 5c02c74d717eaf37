import type { FastifyRequest } from 'fastify';
import type { Person } from './person.ts';

/** Who sent this request, or null; throws where `identityRoutes` has not been registered. */
export const personOf = (request: FastifyRequest): Person | null =>
  request.getDecorator<Person | null>('person');

/** How long the sign-in of this request lasts from now on if nothing else is asked for, in milliseconds. */
export const signInEndsInMs = (request: FastifyRequest): number =>
  request.getDecorator<number>('signInEndsInMs');
