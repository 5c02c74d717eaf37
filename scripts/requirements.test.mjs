import { describe, expect, test } from 'vitest';

import { isInstalled, nodeProblem } from './requirements.mjs';

describe('the Node that is needed', () => {
  test.each(['v20.19.0', 'v20.20.2', 'v22.1.0', 'v24.0.0'])('%s will do', (version) => {
    expect(nodeProblem(version)).toBeNull();
  });

  test.each(['v20.18.3', 'v18.20.4', 'v16.0.0'])(
    '%s is too old, and the sentence says so',
    (version) => {
      expect(nodeProblem(version)).toContain(`Node ${version.slice(1)} is too old`);
      expect(nodeProblem(version)).toContain('20.19.0');
    },
  );
});

describe('the dependencies are there', () => {
  const fastify = { version: '5.12.8', integrity: 'sha512-a' };
  const forMac = { version: '1.0.0', integrity: 'sha512-b', optional: true };
  const wanted = {
    packages: { '': {}, 'node_modules/fastify': fastify, 'node_modules/mac': forMac },
  };

  test('when npm installed what the lock names, without what is for other machines', () => {
    expect(isInstalled(wanted, { packages: { 'node_modules/fastify': fastify } })).toBe(true);
  });

  test.each([
    ['one is missing', {}],
    ['one has another version', { 'node_modules/fastify': { ...fastify, version: '5.12.7' } }],
    ['one has other contents', { 'node_modules/fastify': { ...fastify, integrity: 'sha512-c' } }],
    ['there is one too many', { 'node_modules/fastify': fastify, 'node_modules/old': fastify }],
  ])('but not when %s', (_, packages) => {
    expect(isInstalled(wanted, { packages })).toBe(false);
  });
});
