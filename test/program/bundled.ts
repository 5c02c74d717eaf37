import { afterAll, beforeAll } from 'vitest';

import { bundle } from './bundle.ts';

/** A program of the tests in one file, while the tests of a file run. Answers, inside tests and hooks, where it is. */
export function bundled(entry: string): () => string {
  let made: Awaited<ReturnType<typeof bundle>> | null = null;
  beforeAll(async () => {
    made = await bundle(entry);
  });
  afterAll(async () => {
    await made?.remove();
  });
  return () => {
    if (made === null) throw new Error('the bundle is there only while tests run');
    return made.file;
  };
}
