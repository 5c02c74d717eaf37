// Unleash's client on a repository in memory, so that it asks nobody: 20% by a flexible rollout.
import { EventEmitter } from 'node:events';

import { Unleash } from 'unleash-client';

const SEARCH = {
  name: 'search',
  type: 'release',
  enabled: true,
  project: 'default',
  stale: false,
  impressionData: false,
  variants: [],
  strategies: [
    {
      name: 'flexibleRollout',
      parameters: { rollout: '20', stickiness: 'userId', groupId: 'search' },
      constraints: [],
    },
  ],
};

const repository = Object.assign(new EventEmitter(), {
  getToggle: (name) => (name === SEARCH.name ? SEARCH : undefined),
  getToggles: () => [SEARCH],
  getSegment: () => undefined,
});

const unleash = new Unleash({
  appName: 'bench',
  url: 'http://127.0.0.1:9/',
  repository,
  disableAutoStart: true,
  disableMetrics: true,
});
repository.emit('ready');

export const isOpen = (id) => unleash.isEnabled('search', { userId: id });
