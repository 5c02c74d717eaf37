import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { readProgramBatch } from './read-program-batch.ts';

const REPORT = {
  person: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
  cohort: 'open',
  share: 0.2,
  device: 'desktop',
  language: 'en',
  events: [{ event: 'page-view' }, { event: 'phone-tapped', number: 'help-line' }],
};
const BATCH = { id: '6d1f-000412', feature: 'letters', reports: [REPORT] };

const withReport = (changed: object) => ({
  ...BATCH,
  reports: [REPORT, { ...REPORT, ...changed }],
});
const without = (name: string) =>
  Object.fromEntries(Object.entries(REPORT).filter(([field]) => field !== name));

describe('what another program reports', () => {
  test('is read of each person, with what its server noticed', () => {
    const { device, language, person, cohort, share } = REPORT;
    const events = [
      { name: 'page-view', detail: '', valueClass: null },
      { name: 'phone-tapped', detail: 'help-line', valueClass: null },
    ];
    const view = { page: 'contacts', device, language, events };
    expect(readProgramBatch(BATCH)).toEqual({
      ok: true,
      value: { ...BATCH, reports: [{ person, cohort, share, view }] },
    });
  });

  const EXPECTED = 'Send an object with id, feature and reports.';
  const OF_REPORT =
    'Each report is an object with person, cohort, share, device, language and events.';
  test.each([
    [null, EXPECTED],
    [[BATCH], EXPECTED],
    [{ ...BATCH, token: 'x' }, `There is no field “token”. ${EXPECTED}`],
    [{ ...BATCH, 'Ada, 555-0100': 1 }, `There is no field of that name. ${EXPECTED}`],
    [
      { ...BATCH, id: undefined },
      '“id” should be 8 to 64 letters, digits, “-” and “_”, another one for each batch.',
    ],
    [{ ...BATCH, feature: '' }, '“feature” should be text of 1 to 255 characters.'],
    [{ ...BATCH, feature: 'a\0b' }, '“feature” should be text of 1 to 255 characters.'],
    [{ ...BATCH, reports: [] }, '“reports” should be a list of 1 to 500.'],
    [
      { ...BATCH, reports: Array.from({ length: 501 }, () => REPORT) },
      '“reports” should be a list of 1 to 500.',
    ],
    [{ ...BATCH, reports: [REPORT, 'Ada'] }, `reports[1]: ${OF_REPORT}`],
    [withReport({ page: 'letters' }), `reports[1]: There is no field “page”. ${OF_REPORT}`],
    [withReport({ person: 7 }), 'reports[1]: “person” should be text of 1 to 255 characters.'],
    [
      withReport({ person: 'x'.repeat(256) }),
      'reports[1]: “person” should be text of 1 to 255 characters.',
    ],
    [
      withReport({ cohort: 'everybody' }),
      'reports[1]: “cohort” should be one of open, closed, tester.',
    ],
    [withReport({ share: '0.2' }), 'reports[1]: “share” should be a number from 0 to 1.'],
    [withReport({ share: 20 }), 'reports[1]: “share” should be a number from 0 to 1.'],
    [
      withReport({ events: [{ event: 'letter-opened' }] }),
      'reports[1]: There is no event “letter-opened” that a program reports.',
    ],
  ])('is refused whole as %j, by a sentence that repeats no text', (batch, error) => {
    expect(readProgramBatch(batch)).toEqual({ ok: false, error });
  });

  test.each(Object.keys(REPORT))('is refused when a report has no “%s”', (name) => {
    const read = readProgramBatch({ ...BATCH, reports: [without(name)] });
    expect(read).toMatchObject({
      ok: false,
      error: expect.stringContaining(`“${name}”`) as string,
    });
  });

  test('never breaks the reader, and of a person nothing is repeated', () => {
    const person = 'Ada Lovelace';
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(REPORT)), fc.anything(), (name, value) => {
        const read = readProgramBatch({
          ...BATCH,
          reports: [{ ...REPORT, person, [name]: value }],
        });
        if (!read.ok) expect(read.error).not.toContain(person);
      }),
      { numRuns: 300 },
    );
  });
});
