import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

import { dataLayerEntries } from './data-layer-entries.ts';

describe('an event for a container', () => {
  test('has the name that the first page gave it, and keys in kebab case', () => {
    const tapped = { event: 'phone-tapped', number: 'help-line' };
    expect(dataLayerEntries(tapped, 'contacts')).toEqual([
      {
        event: 'int-telephone-link-click',
        'event-source': 'profile',
        'page-name': 'contacts',
        number: 'help-line',
      },
      {
        event: 'interaction',
        action: 'phone-tapped',
        component_name: 'va-telephone',
        custom_string_1: 'contacts',
        custom_string_2: 'help-line',
        custom_string_3: '',
      },
    ]);
  });

  test('empties every part of the custom form that it does not fill, since containers remember the last', () => {
    const [, printed] = dataLayerEntries({ event: 'printed' }, 'hub');
    const [, painted] = dataLayerEntries({ event: 'web-vital', vital: 'lcp', ms: 812 }, 'hub');
    expect(Object.keys(printed ?? {})).toEqual(Object.keys(painted ?? {}));
    expect(printed).toMatchObject({ component_name: '', custom_string_2: '', custom_string_3: '' });
    expect(painted).toMatchObject({ custom_string_2: 'lcp', custom_string_3: '812' });
  });

  test('carries an amount of nothing as an amount', () => {
    const [, still] = dataLayerEntries({ event: 'layout-shift', cls: 0 }, 'contacts');
    expect(still).toMatchObject({ custom_string_2: '', custom_string_3: '0' });
  });
});

test('docs/events.md names what a container is told', () => {
  const document = readFileSync(new URL('../../../../docs/events.md', import.meta.url), 'utf8');
  for (const event of ['phone-tapped', 'help-read']) {
    const [first, second] = dataLayerEntries({ event }, 'contacts');
    expect(document).toContain(
      `\`${event}\` is \`${first?.['event']}\` of \`${second?.['component_name']}\``,
    );
  }
});
