import { describe, expect, test } from 'vitest';

import { BY_ENZO } from '../../../../test/world/flag-notes.ts';
import { permission } from './permission.ts';

const outcome = (role: string, why: string | null, isWider: boolean) => {
  const allowed = permission({ ...BY_ENZO, role, why }, isWider);
  return allowed.ok ? 'allowed' : allowed.error.error;
};

describe('opening a feature wider', () => {
  test.each([
    ['product-manager', 'For the demo', 'allowed'],
    ['product-owner', 'For the demo', 'allowed'],
    ['engineer', 'For the demo', 'allowed'],
    ['engineer', null, 'reason-needed'],
    ['engineer', ' ', 'reason-needed'],
    ['contact-center', 'For the demo', 'not-allowed'],
    ['reviewer', 'For the demo', 'not-allowed'],
    ['emperor', null, 'not-allowed'],
  ])('as %s with the reason %j is %s', (role, why, expected) => {
    expect(outcome(role, why, true)).toBe(expected);
  });
});

test.each(['product-manager', 'engineer', 'contact-center', 'reviewer'])(
  'closing needs no reason, and only to be an operator: %s',
  (role) => {
    expect(outcome(role, null, false)).toBe('allowed');
  },
);
