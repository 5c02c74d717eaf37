import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

/** `file`: “name of a test”, as docs/faults.md writes them; names may hold quotation marks of their own. */
const NAMED = /`([^`]+\.test\.ts)`: “(.+?)” +\|/g;

const named = [...readFileSync('docs/faults.md', 'utf8').matchAll(NAMED)].map(
  ([, file = '', name = '']) => [file, name] as const,
);

test('every fault has its test', () => {
  expect(named.length).toBeGreaterThan(10);
});

test.each(named)('%s has “%s”', (file, name) => {
  expect(readFileSync(file, 'utf8')).toContain(name);
});
