import { note, type Rule } from '../../rule.ts';

/** The server knows no release of this plan. */
export const releaseNotLoaded: Rule = {
  id: 'release-not-loaded',
  needs: ['server'],
  find: ({ server }) => {
    const message =
      'The server has not loaded this plan, so there is no release to compare it with.';
    const suggestion = 'Load it when it is ready.';
    return server?.release === null ? [note(0, message, suggestion)] : [];
  },
};
