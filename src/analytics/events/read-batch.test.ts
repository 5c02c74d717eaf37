import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { definitionOf, EVENT_NAMES } from './event-table.ts';
import { readBatch } from './read-batch.ts';
import { MOST_EVENTS } from './read-events.ts';

const VIEW = { page: 'contacts', device: 'phone', language: 'es' };
const reading = (events: unknown, view: object = VIEW) => readBatch({ ...view, events });
const SHOWN = { event: 'page-shown' };

describe('what a browser reports', () => {
  test('is read with its particulars, and amounts by their class', () => {
    const events = [
      SHOWN,
      { event: 'section-seen', section: 'how-to-update' },
      { event: 'browser-error', fingerprint: '0badcafe' },
      { event: 'web-vital', vital: 'lcp', ms: 2_500 },
      { event: 'web-vital', vital: 'lcp', ms: 2_501 },
      { event: 'page-left', ms: 86_400_000 },
    ];
    expect(reading(events)).toEqual({
      ok: true,
      value: {
        id: null,
        view: {
          ...VIEW,
          events: [
            { name: 'page-shown', detail: '', valueClass: null },
            { name: 'section-seen', detail: 'how-to-update', valueClass: null },
            { name: 'browser-error', detail: '0badcafe', valueClass: null },
            { name: 'web-vital', detail: 'lcp', valueClass: 7 },
            { name: 'web-vital', detail: 'lcp', valueClass: 8 },
            { name: 'page-left', detail: '', valueClass: 10 },
          ],
        },
      },
    });
  });

  test.each([
    [
      'a name that is none',
      [{ event: 'mouse-moved' }],
      'There is no event “mouse-moved” that a browser reports.',
    ],
    [
      'what the server notices itself',
      [{ event: 'page-view' }],
      'There is no event “page-view” that a browser reports.',
    ],
    [
      'a text for a name',
      [{ event: 'Ada Lovelace, 555-0100' }],
      'There is no event of that name that a browser reports.',
    ],
    ['no name', [{}], 'Each event is an object with “event”, its name.'],
    ['a particular too many', [{ ...SHOWN, note: 'x' }], 'The event “page-shown” has no “note”.'],
    [
      'a particular that can’t be',
      [{ event: 'section-seen', section: 'Ada' }],
      'The event “section-seen” needs “section”: emergency-contacts, next-of-kin-contacts, how-to-update.',
    ],
    [
      'words for a fingerprint',
      [{ event: 'browser-error', fingerprint: 'Ada is not defined' }],
      'The event “browser-error” needs “fingerprint”, eight hexadecimal digits.',
    ],
    [
      'a text for an amount',
      [{ event: 'page-left', ms: '20' }],
      'The event “page-left” needs “ms”, a number of milliseconds from 0 to 86400000.',
    ],
    ['no list', SHOWN, '“events” should be a list.'],
    [
      'too many',
      Array.from({ length: MOST_EVENTS + 1 }, () => SHOWN),
      '51 events were sent; at most 50 are taken at once.',
    ],
  ])('is refused with %s, by a sentence that repeats no text', (_, events, sentence) => {
    expect(reading(events)).toEqual({ ok: false, error: sentence });
  });

  test.each([
    [{ ...VIEW, page: 'letters' }, '“page” should be one of contacts, hub, account-security.'],
    [{ ...VIEW, device: 'watch' }, '“device” should be one of phone, tablet, desktop, none.'],
    [{ ...VIEW, language: 'fr' }, '“language” should be one of en, es.'],
    [
      { ...VIEW, person: 'Ada' },
      'There is no field “person”. Send an object with id, page, device, language and events.',
    ],
  ])('is refused when the view is %j', (view, sentence) => {
    expect(reading([SHOWN], view)).toEqual({ ok: false, error: sentence });
  });

  test.each(['6d1f-0004', crypto.randomUUID(), '4294967295-0-17-4294967295', 'x'.repeat(64)])(
    'is known again by its id %s',
    (id) => {
      expect(reading([SHOWN], { ...VIEW, id })).toMatchObject({ ok: true, value: { id } });
    },
  );

  test.each(['', 'short', 'x'.repeat(65), 'Ada Lovelace', 12_345_678, null, ['6d1f-0004'], {}])(
    'is refused with %j for an id',
    (id) => {
      const sentence =
        '“id” should be 8 to 64 letters, digits, “-” and “_”, another one for each batch.';
      expect(reading([SHOWN], { ...VIEW, id })).toEqual({ ok: false, error: sentence });
    },
  );

  test('never breaks the reader, and keeps no text that is not in the table', () => {
    const known = new Set<string>(
      EVENT_NAMES.flatMap((name) => {
        const values = definitionOf(name).detail?.values ?? [];
        return [name, ...(values === 'fingerprint' ? [] : values)];
      }),
    );
    const loose = fc.oneof(
      fc.constantFrom(...known, '0badcafe'),
      fc.string(),
      fc.double(),
      fc.constant(null),
    );
    const event = fc.dictionary(
      fc.constantFrom('event', 'section', 'number', 'to', 'vital', 'ms', 'cls', 'fingerprint', 'x'),
      loose,
      { maxKeys: 3 },
    );
    fc.assert(
      fc.property(fc.oneof(fc.array(event, { maxLength: 3 }), fc.anything()), (events) => {
        const read = reading(events);
        const texts = read.ok
          ? read.value.view.events.flatMap(({ name, detail }) => [name, detail])
          : [];
        expect(
          texts.filter((text) => text !== '' && !known.has(text) && !/^[0-9a-f]{8}$/.test(text)),
        ).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
