import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

/** The source files of the program, tests left out, by their paths below `src`. */
const SOURCES = readdirSync(SRC, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .filter((entry) => !/\.(test|contract)\./.test(entry.name))
  .map((entry) => relative(SRC, join(entry.parentPath, entry.name)));

const MOST_FILES = 15;
const LARGEST_SHARE = 0.2;

test('a type name has one meaning: no two files declare the same one', () => {
  const files = filesByTypeName();
  const twice = [...files].filter(([, declaredIn]) => declaredIn.length > 1);
  expect(Object.fromEntries(twice)).toEqual({});
  expect(files.size).toBeGreaterThan(500);
});

test(`no folder holds more than ${MOST_FILES} files at one level`, () => {
  const counts = countsBy(SOURCES, dirname);
  expect(Object.fromEntries([...counts].filter(([, count]) => count > MOST_FILES))).toEqual({});
});

test(`no room is larger than ${LARGEST_SHARE * 100}% of the program`, () => {
  const lines = new Map<string, number>();
  for (const file of SOURCES) {
    const [room = ''] = file.split('/');
    lines.set(room, (lines.get(room) ?? 0) + textOf(file).split('\n').length);
  }
  const all = [...lines.values()].reduce((sum, count) => sum + count, 0);
  expect([...lines].filter(([, count]) => count > all * LARGEST_SHARE)).toEqual([]);
});

test('a percent sign stands right behind its figure, as Americans write it', () => {
  const spaced = SOURCES.filter((file) => /[\d}] %/.test(textOf(file)));
  expect(spaced).toEqual([]);
});

test('a text is shortened in one place, which cuts no character in half', () => {
  const CUTTING = /\.(?:slice|substring|substr)\([^\n]*…|…[^\n]*\.(?:slice|substring|substr)\(/;
  const LIMITED = /\.(?:slice|substring|substr)\([^()\n]*\bLONGEST\w*\)/;
  const cutting = SOURCES.filter((file) =>
    [CUTTING, LIMITED].some((one) => one.test(textOf(file))),
  );
  // It looks for the end of a marker within so much, and shows none of it.
  expect(cutting).toEqual(['plan/text/markers.ts']);
});

function filesByTypeName(): Map<string, string[]> {
  const files = new Map<string, string[]>();
  for (const file of SOURCES) {
    const names = textOf(file).matchAll(/^(?:export )?(?:type|class|interface) ([A-Z]\w*)/gm);
    for (const [, name = ''] of names) files.set(name, [...(files.get(name) ?? []), file]);
  }
  return files;
}

function countsBy(files: readonly string[], key: (file: string) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const file of files) counts.set(key(file), (counts.get(key(file)) ?? 0) + 1);
  return counts;
}

function textOf(file: string): string {
  return readFileSync(join(SRC, file), 'utf8');
}
