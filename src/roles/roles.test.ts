import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { mayDo, OPERATOR_ROLES, PERMISSIONS, roleFor, whoMay } from './permissions.ts';

test('docs/roles.md says of every action who may take it, as the program does', () => {
  const told = readFileSync(new URL('../../docs/roles.md', import.meta.url), 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, what = '', ...ticks] = line.split('|').map((cell) => cell.trim());
      const [, action] = /\(`([a-z-]+)`\)$/.exec(what) ?? [];
      const may = OPERATOR_ROLES.filter((_, index) => ticks[index] === '✓');
      return action === undefined ? [] : [[action, may]];
    });
  expect(Object.fromEntries(told)).toEqual(PERMISSIONS);
});

test('somebody with two roles acts in the one that may', () => {
  expect(roleFor(['contact-center', 'engineer'], 'advance')).toBe('engineer');
  expect(roleFor(['contact-center', 'engineer'], 'hold')).toBe('contact-center');
  expect(roleFor(['reviewer'], 'advance')).toBeNull();
  expect(mayDo('automation', 'advance')).toBe(false);
  expect(whoMay('advance')).toBe('a product manager, product owner or engineer');
});
