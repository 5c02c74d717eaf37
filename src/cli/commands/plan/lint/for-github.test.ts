import { expect, test } from 'vitest';

import type { Finding } from '../../../../lint/index.ts';
import { failureForGithub, findingsForGithub } from './for-github.ts';

const finding: Finding = {
  rule: 'stage-too-short',
  severity: 'warning',
  line: 12,
  column: 19,
  section: 'Stage A: Canary › Planning',
  message: 'It lasts 1 hour.',
  suggestion: 'Write 2 hours.',
  toCome: false,
};

const commands = (file: string, ...findings: readonly Finding[]) =>
  findingsForGithub(file, { ready: true, findings, notChecked: [] });

test('a finding is a workflow command with its place, rule, sentence and suggestion', () => {
  expect(commands('plan.md', finding)).toBe(
    '::warning file=plan.md,line=12,col=19,title=stage-too-short::It lasts 1 hour. Write 2 hours.\n',
  );
});

test('a note is a notice, and an error an error, one to a line', () => {
  const severities = ['error', 'info'] as const;
  const lines = commands('plan.md', ...severities.map((severity) => ({ ...finding, severity })));
  expect(lines.match(/^::\w+/gm)).toEqual(['::error', '::notice']);
});

test('nothing in a message can end its command or be taken for another', () => {
  const message = '100% sure,\r\n::error::no: really';
  expect(commands('plan.md', { ...finding, message })).toContain(
    '::100%25 sure,%0D%0A::error::no: really Write 2 hours.\n',
  );
});

test('a file name can’t end its property', () => {
  expect(commands('a,line=1:50%\n.md', finding)).toContain(
    'file=a%2Cline=1%3A50%25%0A.md,line=12,',
  );
});

test('a result that is still to come is not shown', () => {
  expect(commands('plan.md', { ...finding, severity: 'info', toCome: true })).toBe('');
});

test('a file that is no plan is an error at the file', () => {
  expect(failureForGithub('plan.md', 'No phase.')).toBe('::error file=plan.md::No phase.\n');
});
