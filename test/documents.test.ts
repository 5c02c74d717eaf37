import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Command } from 'commander';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, test } from 'vitest';

import { COMMANDS_BY_CODE } from '../src/cli/command-for.ts';
import { clockCommand } from '../src/cli/commands/clock.ts';
import { dataCommand } from '../src/cli/commands/data.ts';
import { flagsCommand } from '../src/cli/commands/flags.ts';
import { guardCommand } from '../src/cli/commands/guard.ts';
import { planCommand } from '../src/cli/commands/plan.ts';
import { standInCommand } from '../src/cli/commands/stand-in.ts';
import { testersCommand } from '../src/cli/commands/testers.ts';
import { remarksCommand } from '../src/cli/commands/remarks.ts';
import { alertsCommand } from '../src/cli/commands/alerts.ts';
import { tokensCommand } from '../src/cli/commands/tokens.ts';
import { trafficCommand } from '../src/cli/commands/traffic.ts';
import { startProgram, temporaryDirectory } from './program/program.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DOCUMENTS = [
  ...readdirSync(ROOT),
  ...readdirSync(join(ROOT, 'docs'), { recursive: true }).map((name) => join('docs', String(name))),
].filter((name) => name.endsWith('.md'));

describe.each(DOCUMENTS)('%s', (document) => {
  const nodes = flat(fromMarkdown(textOf(document)));

  test('names only files that exist', () => {
    const named = nodes.flatMap((node) => (node.type === 'inlineCode' ? [node.value] : []));
    expect(named.filter(isFileName).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  test('links only to files that exist', () => {
    const here = dirname(join(ROOT, document));
    const linked = nodes.flatMap((node) => ('url' in node ? [node.url] : []));
    const files = linked.filter((url) => !/^([a-z]+:|#)/.test(url)).map(withoutFragment);
    expect(files.filter((path) => !existsSync(join(here, path)))).toEqual([]);
  });

  test('shows only commands that the command line has', () => {
    const shown = nodes.flatMap((node) => {
      if (node.type === 'inlineCode') return [node.value];
      return node.type === 'code' ? node.value.split('\n') : [];
    });
    const problems = shown.flatMap((line) => {
      const [, words] = /^\s*(?:[A-Z_]+=\S+ )*(?:npx )?phcc (.+)$/.exec(line) ?? [];
      return words === undefined ? [] : unknownWords(PHCC, wordsOf(words)).map(() => line.trim());
    });
    expect(problems).toEqual([]);
  });

  test('quotes only tests that exist', () => {
    const quoted = textOf(document).matchAll(/`([^`]+\.(?:test|journey)\.tsx?)`: “([^”]+)”/g);
    const missing = [...quoted].filter(
      ([, file = '', title = '']) => !textOf(file).includes(title),
    );
    expect(missing.map(([quotation]) => quotation)).toEqual([]);
  });
});

test('the first release in the README works as it is written', async () => {
  const commands = [...textOf('README.md').matchAll(/^npx phcc (.+)$/gm)];
  expect(commands).toHaveLength(20);
  const directory = await temporaryDirectory();
  const program = await startProgram({ dataDir: directory.path });
  try {
    for (const [line, words = ''] of commands) {
      const args = wordsOf(words).map((word) => word.replaceAll('"', ''));
      const { exitCode, output } = await program.phcc(...args);
      expect(exitCode, `${line}: ${output}`).toBe(0);
    }
  } finally {
    await program.stop();
    await directory.remove();
  }
});

test('a refusal leads only to commands that the command line has', () => {
  const unknown = Object.values(COMMANDS_BY_CODE).filter(
    (command) => unknownWords(PHCC, wordsOf(command.replace(/^phcc /, ''))).length > 0,
  );
  expect(unknown).toEqual([]);
});

test('every code in docs/errors.md is one that the program has', () => {
  const codes = [...textOf('docs/errors.md').matchAll(/^\| `([a-z-]+)`/gm)].map(([, code]) => code);
  const sources = filesIn('src').map(textOf).join('\n');
  expect(codes.length).toBeGreaterThan(40);
  expect(codes.filter((code) => !sources.includes(`'${code}'`))).toEqual([]);
});

test('every refusal that the release knows is in docs/errors.md', () => {
  const sources = filesIn('src/release').filter((file) => !file.includes('.test.'));
  const refusals = sources.flatMap((file) => [
    ...textOf(file).matchAll(/(?:refuse\(\s*|code: |_NEEDED = \[\s*)'([a-z-]+)'/g),
  ]);
  expect(refusals.length).toBeGreaterThan(15);
  const documented = textOf('docs/errors.md');
  const missing = refusals
    .map(([, code = '']) => code)
    .filter((code) => !documented.includes(`\`${code}\``));
  expect(missing).toEqual([]);
});

test('every dependency has its reason in a decision record', () => {
  const names = [...textOf('package.json').matchAll(/^ {4}"(@?[a-z][^"]*)": "[\d.]+[^"]*",?$/gm)];
  const overridden = /"overrides": \{[^}]*\}/.exec(textOf('package.json'))?.[0] ?? '';
  const dependencies = names
    .map(([, name = '']) => name)
    .filter((name) => !overridden.includes(`"${name}"`));
  const records = filesIn('docs/decisions').map(textOf).join('\n');
  expect(dependencies.length).toBeGreaterThan(40);
  expect(dependencies.filter((name) => !records.includes(`\`${name}\``))).toEqual([]);
});

test('the diagram of ARCHITECTURE.md has the arrows that the check holds', () => {
  const drawn = [...textOf('ARCHITECTURE.md').matchAll(/^ {2}([\w-]+) --> ([\w-]+)$/gm)];
  const [, table = ''] =
    /const ARROWS = \{(.*?)\n\};/s.exec(textOf('.dependency-cruiser.mjs')) ?? [];
  const held = [...table.matchAll(/'?([\w-]+)'?: \[([^\]]*)\]/g)].flatMap(
    ([, from = '', rooms = '']) =>
      [...rooms.matchAll(/'([\w-]+)'/g)].map(([, to = '']) => `${from} → ${to}`),
  );
  expect(held.length).toBeGreaterThan(20);
  expect(drawn.map(([, from = '', to = '']) => `${from} → ${to}`).toSorted()).toEqual(
    held.toSorted(),
  );
});

test('a native reader is asked to read every file with Spanish in it', () => {
  const document = textOf('docs/spanish.md');
  expect(document).toContain('No native reader has gone through the Spanish yet.');
  const spanish = filesIn('src')
    .filter((file) => /(?<!\.test|\.contract)\.tsx?$/.test(file))
    // Names and addresses of invented people are in many languages.
    .filter((file) => !file.startsWith('src/stand-ins/'))
    .filter((file) => /['"`][^'"`\n]*[áéíóúñ¿]/i.test(withoutComments(textOf(file))));
  expect(spanish.length).toBeGreaterThan(10);
  expect(spanish.filter((file) => !document.includes(`\`${file}\``))).toEqual([]);
});

test('ARCHITECTURE.md is short enough to be read: at most 900 words', () => {
  expect(
    textOf('ARCHITECTURE.md')
      .split(/\s+/)
      .filter((word) => /\w/.test(word)).length,
  ).toBeLessThanOrEqual(900);
});

function withoutComments(code: string): string {
  return code.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}

function textOf(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

function flat(node: Nodes): readonly Nodes[] {
  return 'children' in node ? [node, ...node.children.flatMap(flat)] : [node];
}

/** A path below the root with an extension, or a folder of the sources; addresses begin with a slash. */
function isFileName(code: string): boolean {
  return /^(src\/[\w/-]+|[\w.-]+(\/[\w.-]+)*\/[\w.-]+\.[a-z]+)$/.test(code);
}

function withoutFragment(url: string): string {
  return decodeURIComponent(url.replace(/#.*$/, ''));
}

const PHCC = new Command('phcc')
  .addCommand(planCommand([]))
  .addCommand(testersCommand())
  .addCommand(alertsCommand())
  .addCommand(remarksCommand())
  .addCommand(tokensCommand())
  .addCommand(trafficCommand())
  .addCommand(flagsCommand())
  .addCommand(guardCommand())
  .addCommand(dataCommand(() => Promise.reject(new Error('only its words are asked for'))))
  .addCommand(standInCommand())
  .addCommand(clockCommand());

/** Words as a shell would take them apart: quoted ones stay together. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/"[^"]*"|\S+/g)].map(([word]) => word);
}

/** The words of a command line that the command line's help does not have. */
function unknownWords(command: Command, words: readonly string[]): readonly string[] {
  const [first, ...rest] = words;
  if (command.commands.length > 0) {
    const next = command.commands.find((candidate) => candidate.name() === first);
    return next ? unknownWords(next, rest) : [first ?? 'nothing'];
  }
  const known = command.options.flatMap(({ long, short }) => [long, short]);
  return words.filter((word) => /^--?[a-z]/.test(word) && !known.includes(word));
}
