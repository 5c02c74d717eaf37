import 'fastify';
import type { Person } from '../../src/identity/person.ts';

declare module 'fastify' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface FastifyRequest {
    person: Person | null;
  }
}
