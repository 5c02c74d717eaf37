import { expect, test } from 'vitest';

import { namesAPerson, roughPeopleIn } from './people.ts';

test.each([
  'The product manager reads the survey',
  'Our PM and PO will monitor',
  'engineering switches it off',
  'the call center lead',
  'the on-call engineer',
  'cc @some-body',
])('somebody is named in “%s”', (words) => {
  expect(namesAPerson(words)).toBe(true);
});

test.each([
  'We will monitor',
  'Users are happy',
  'every day at 5 pm',
  'from 9 AM to 5 PM',
  'mail a@b.c',
])('nobody is named in “%s”', (words) => {
  expect(namesAPerson(words)).toBe(false);
});

test.each([
  ['5% (about 2,000 users)', 2000],
  ['~20k Veterans', 20_000],
  ['roughly 150 unique people', 150],
  ['at least 500 people', null],
  ['about 20% of users', null],
])('“%s” counts on %s people', (words, people) => {
  expect(roughPeopleIn(words)).toBe(people);
});
