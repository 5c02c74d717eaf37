// flagd's own evaluation, as its in-process provider calls it: 20% by its "fractional" operator.
import { FlagdCore } from '@openfeature/flagd-core';

const silent = { error() {}, warn() {}, info() {}, debug() {} };
const core = new FlagdCore(undefined, silent);
core.setConfigurations(
  JSON.stringify({
    flags: {
      search: {
        state: 'ENABLED',
        variants: { on: true, off: false },
        defaultVariant: 'off',
        targeting: { fractional: [{ var: 'targetingKey' }, ['on', 20], ['off', 80]] },
      },
    },
  }),
);

export const isOpen = (id) =>
  core.resolveBooleanEvaluation('search', false, { targetingKey: id }, silent).value;
