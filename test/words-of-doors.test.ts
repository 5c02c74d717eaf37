import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import ts from 'typescript';
import { expect, test } from 'vitest';

import { COMMANDS_BY_CODE } from '../src/cli/command-for.ts';
import { PLACES_BY_CODE } from '../src/console/steps/leads-to.ts';
import { COMMANDS_TO_COPY, commandsNamedIn } from './world/command-line.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** What is said on the command line alone, at the start of the program, or to nobody. */
const OF_THE_COMMAND_LINE = [
  'src/cli/',
  'src/app/data-work/',
  'src/app/phcc.ts',
  'src/app/main.ts',
  'src/app/settings/',
  'src/app/development/',
  'src/lib/data-file/',
  'src/stand-ins/',
  'src/identity/keys.ts',
];

test('no sentence that every door says names a command, or an option of one', () => {
  const sources = sourcesIn('src').filter(
    (file) => !OF_THE_COMMAND_LINE.some((place) => file.startsWith(place)),
  );
  const named = sources.flatMap((file) =>
    wordsIn(file).flatMap((words) => commandsNamedIn(words).map((found) => `${file}: ${found}`)),
  );
  const onPurpose = COMMANDS_TO_COPY.map((command) => `: ${command}`);
  expect(named.filter((found) => !onPurpose.some((end) => found.endsWith(end)))).toEqual([]);
  expect(named.length, 'each command to copy is on a page').toBe(COMMANDS_TO_COPY.length);
  expect(sources.length).toBeGreaterThan(400);
});

test('what each door says of a refusal is about a code that docs/errors.md has', () => {
  const documented = textOf('docs/errors.md');
  const codes = [...Object.keys(COMMANDS_BY_CODE), ...Object.keys(PLACES_BY_CODE)];
  expect(codes.filter((code) => !documented.includes(`| \`${code}\``))).toEqual([]);
});

/** What stands in quotation marks, in templates and between tags. */
function wordsIn(file: string): readonly string[] {
  const text = textOf(file);
  if (!/phcc |--[a-z]/u.test(text)) return [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false);
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isJsxText(node)) found.push(node.text);
    if (ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) found.push(node.text);
    ts.forEachChild(node, look);
  };
  look(source);
  return found;
}

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/u.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .filter((file) => !/\.(test|contract)\./u.test(file));
}

function textOf(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}
