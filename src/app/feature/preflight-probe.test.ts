import { expect, test } from 'vitest';

import { probeFeature } from './preflight-probe.ts';

const PUBLIC_FILES = {
  folder: import.meta.dirname,
  stylesheetUrl: '/s.css',
  consoleStylesheetUrl: '/c.css',
  consoleScriptUrl: '/console.js',
  profileScriptUrl: '/p.js',
  fontUrls: [],
};

test('the contacts show in every place to the account on the list, and nowhere to another', async () => {
  const probes = await probeFeature('profile_contacts', PUBLIC_FILES);
  expect(probes.map(({ surface }) => surface)).toEqual([
    'navigation',
    'hub card',
    'contacts page',
    'contacts API',
    'toggle list',
    'Flipper’s API',
    'OFREP',
  ]);
  for (const { surface, forListed, forUnlisted } of probes) {
    expect([forListed, forUnlisted], surface).toEqual([true, false]);
  }
});

test.each(['another_programs', 'a/b c', 'flagga_åäö'])(
  'the feature %s, which has no pages here, shows at the endpoints for programs',
  async (feature) => {
    const probes = await probeFeature(feature, PUBLIC_FILES);
    expect(probes).toHaveLength(3);
    for (const { surface, forListed, forUnlisted } of probes) {
      expect([forListed, forUnlisted], surface).toEqual([true, false]);
    }
  },
);
