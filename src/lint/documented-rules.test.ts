import { readFileSync } from 'node:fs';

import type { Code, Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { toString } from 'mdast-util-to-string';
import { describe, expect, it, test } from 'vitest';

import { lintPlan, RULES, type LintContext, type ServerView } from './index.ts';
import { readPlan } from '../plan/index.ts';

/** docs/lint.md explains each rule with an example that fails and one that passes. */
type Explained = { readonly id: string; readonly words: string; readonly codes: readonly Code[] };

const document = readFileSync(new URL('../../docs/lint.md', import.meta.url), 'utf8');
const explained = rulesExplainedIn(document);

test('docs/lint.md explains every rule, in the order in which they are checked', () => {
  expect(explained.map(({ id }) => id)).toEqual(RULES.map(({ id }) => id));
});

describe.each(explained)('$id', (rule) => {
  it('finds something in the example that fails', () => {
    expect(rulesFoundIn(rule, 'fails')).toContain(rule.id);
  });

  it('finds nothing in the example that passes', () => {
    expect(rulesFoundIn(rule, 'passes')).not.toContain(rule.id);
  });

  it('is checked in both', () => {
    const { notChecked } = lintPlan(contextOf(rule, 'passes'));
    expect(notChecked).not.toContain(rule.id);
  });
});

function rulesFoundIn(rule: Explained, example: Example): readonly string[] {
  return lintPlan(contextOf(rule, example)).findings.map((finding) => finding.rule);
}

type Example = 'fails' | 'passes';

function contextOf(rule: Explained, example: Example): LintContext {
  const against = codeOf(rule, ['markdown against']);
  const server = codeOf(rule, ['json server', `json server ${example}`]);
  const now = optionOf(rule, 'now');
  return {
    plan: readPlan(codeOf(rule, [`markdown ${example}`]) ?? ''),
    usersPerDay: numberOf(rule, 'users-per-day'),
    baseline: numberOf(rule, 'baseline'),
    against: against === null ? [] : [{ name: 'other.md', plan: readPlan(against) }],
    server: server === null ? null : (JSON.parse(server) as ServerView),
    now: now === null ? null : new Date(`${now}T12:00:00-05:00`),
  };
}

function codeOf({ codes }: Explained, kinds: readonly string[]): string | null {
  const code = codes.find(({ lang, meta }) => kinds.includes([lang, meta].join(' ').trim()));
  return code?.value ?? null;
}

function optionOf({ words }: Explained, option: string): string | null {
  return new RegExp(`Needs .*--${option} (\\S+?)[ .,]`).exec(`${words} `)?.[1] ?? null;
}

function numberOf(rule: Explained, option: string): number | null {
  const value = optionOf(rule, option);
  return value === null ? null : Number(value);
}

function rulesExplainedIn(text: string): readonly Explained[] {
  const nodes: readonly Nodes[] = fromMarkdown(text).children;
  const starts = nodes.flatMap((node, index) =>
    node.type === 'heading' && node.depth === 3 ? [index] : [],
  );
  return starts.map((start) => {
    const rest = nodes.slice(start + 1);
    const end = rest.findIndex(({ type }) => type === 'heading');
    const below = end === -1 ? rest : rest.slice(0, end);
    return {
      id: toString(nodes[start]),
      words: below.map((node) => (node.type === 'paragraph' ? toString(node) : '')).join(' '),
      codes: below.filter((node) => node.type === 'code'),
    };
  });
}
