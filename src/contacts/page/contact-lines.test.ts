import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const SOURCES = ['src/contacts', 'src/profile', 'src/design-system'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.test)\.tsx?$/.test(name))
    .map((name) => join(folder, name)),
);

/** Text without comments, which may quote a number as an example. */
const codeOf = (path: string): string =>
  readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

it.each([
  ['phone number', /\b\d{3}-\d{3}-\d{4}\b/],
  ['opening time', /\d:\d\d\S*[ap]\.m\./],
])('no page spells out a %s; each comes from one list of lines', (_what, pattern) => {
  const spelling = SOURCES.filter((path) => pattern.test(codeOf(path)));
  expect(spelling).toEqual(['src/contacts/page/contact-lines.ts']);
});

it.each(['877-222-8387', '800-827-1000', '800-698-2411'])('%s stands in one place', (number) => {
  const everything = SOURCES.map(codeOf).join('\n');
  expect(everything.split(number)).toHaveLength(2);
});
