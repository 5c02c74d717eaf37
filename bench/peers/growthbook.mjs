// GrowthBook's client for servers: 20% by a rule with coverage.
import { GrowthBookClient } from '@growthbook/growthbook';

const client = new GrowthBookClient().initSync({
  payload: {
    features: {
      search: {
        defaultValue: false,
        rules: [{ force: true, coverage: 0.2, hashAttribute: 'id' }],
      },
    },
  },
});

export const isOpen = (id) => client.isOn('search', { attributes: { id } });
