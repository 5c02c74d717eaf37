import { render } from 'preact-render-to-string';
import { expect, test } from 'vitest';

import { Liveness, type ProgramLiveness } from './liveness.tsx';

const shown = (liveness: ProgramLiveness) => render(<Liveness liveness={liveness} />);

test('says whether this instance leads, and how old its last look is', () => {
  const leading = shown({ leads: true, lookAgeMs: 400, unwatched: 0 });
  expect(leading).toContain('This instance leads');
  expect(leading).toContain('less than a second ago');
  const standby = shown({ leads: false, lookAgeMs: 700, unwatched: 0 });
  expect(standby).toContain('Another instance leads');
});

test('a program that has not looked, or can’t watch, says so and never zero', () => {
  const blind = shown({ leads: true, lookAgeMs: Infinity, unwatched: 2 });
  expect(blind).toContain('It has not looked at the releases yet.');
  expect(blind).toContain('2 of the releases can’t be watched right now.');
});

test('an instance that could not look for a while does not say which one leads', () => {
  for (const lookAgeMs of [12_000, Infinity]) {
    const late = shown({ leads: false, lookAgeMs, unwatched: 0 });
    expect(late).toContain('Which instance leads is not known here right now.');
  }
});
