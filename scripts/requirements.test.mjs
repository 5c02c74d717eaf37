import { describe, expect, test } from 'vitest';

import { nodeProblem } from './requirements.mjs';

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
