import type { Rule } from '../../rule.ts';

/** The server knows no release of this plan. */
export const releaseNotLoaded: Rule = {
  id: 'release-not-loaded',
  needs: ['server'],
  find: ({ server }) => {
    if (server?.release !== null) return [];
    return [
      {
        at: 0,
        severity: 'info',
        message: 'The server has not loaded this plan, so there is no release to compare it with.',
        suggestion: 'Load it when it is ready: phcc plan load FILE',
      },
    ];
  },
};
