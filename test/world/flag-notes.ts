/** Who changes a feature in the tests of flags. */
import type { ChangeNote } from '../../src/flags/index.ts';

export const BY_ENZO: ChangeNote = {
  who: 'Enzo Engineer',
  role: 'engineer',
  through: 'flag-api',
  why: 'Asked for in a test',
};
