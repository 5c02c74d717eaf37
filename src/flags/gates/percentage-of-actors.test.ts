import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { actor } from '../../../test/flipper/vectors.ts';
import {
  bucketIn,
  bucketOf,
  isInShare,
  isWithinPercentage,
  shareOf,
} from './percentage-of-actors.ts';

describe('the percentage of actors gate', () => {
  test.each([
    ['search', ['User;1'], 97_600],
    ['a', [''], 55_907],
    ['search', ['漢;2'], 39_204],
    ['a', ['User;88'], 45],
    ['flagga_åäö', ['User;304'], 13_061],
    ['search', ['User;14', 'User;324', 'User;73', 'User;262'], 25_169],
    ['emoji😀', ['User;327', 'User;204', 'User;327', 'User;76'], 25_307],
    ['flagga_åäö', ['User;198', '漢;2', 'User;126', 'User;132'], 19_621],
    ['search', ['😀;1', '～;1'], 71_846],
  ])('puts %s and %j into bucket %i', (feature, ids, bucket) => {
    expect(
      bucketIn(
        shareOf(feature, 50),
        ids.map((id) => actor(id)),
      ),
    ).toBe(bucket);
  });

  test.each([
    ['a', ['User;88'], 0.1, true],
    ['flagga_åäö', ['User;304'], 12.345, false],
    ['search', ['User;14', 'User;324', 'User;73', 'User;262'], 25, false],
    ['emoji😀', ['User;327', 'User;204', 'User;327', 'User;76'], 25, false],
    ['flagga_åäö', ['User;198', '漢;2', 'User;126', 'User;132'], 33.333, true],
    ['search', ['😀;1', '～;1'], 70, false],
  ])('says for %s and %j at %d %%: %s', (feature, ids, percentage, open) => {
    expect(
      isInShare(
        shareOf(feature, percentage),
        ids.map((id) => actor(id)),
      ),
    ).toBe(open);
  });

  test('compares the unrounded double, as Flipper does', () => {
    expect(isWithinPercentage(2007, 2.007)).toBe(true);
    expect(isWithinPercentage(12_345, 12.3456)).toBe(true);
    expect(isWithinPercentage(12_346, 12.3456)).toBe(false);
  });

  test('lets nobody in at 0% and everybody at 100%', () => {
    expect(isWithinPercentage(0, 0)).toBe(false);
    expect(isWithinPercentage(99_999, 100)).toBe(true);
  });

  test('has no share that holds nobody', () => {
    expect(isInShare(shareOf('search', 100), null)).toBe(false);
    expect(isInShare(shareOf('search', 100), [])).toBe(false);
  });

  test('gives two actors together a place of their own', () => {
    const [alone, together] = [[actor('User;1')], [actor('User;1'), actor('Org;3')]];
    const share = shareOf('search', 50);
    expect(bucketIn(share, together)).not.toBe(bucketIn(share, alone));
  });

  test('does not care in which order actors are given', () => {
    const ids = fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(fc.string(), ids, (feature, given) => {
        const actors = given.map((id) => actor(id));
        const share = shareOf(feature, 50);
        return bucketIn(share, actors) === bucketIn(share, actors.toReversed());
      }),
    );
  });

  test('never lets anybody fall out as the percentage rises', () => {
    const percentage = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(fc.string(), fc.uuid(), percentage, percentage, (feature, id, one, other) => {
        const [lower, higher] = one < other ? [one, other] : [other, one];
        return !isInShare(shareOf(feature, lower), id) || isInShare(shareOf(feature, higher), id);
      }),
    );
  });

  test('knows one actor by the id alone as well as with properties', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (feature, id) => {
        return bucketOf(feature, id) === bucketIn(shareOf(feature, 1), [actor(id)]);
      }),
    );
  });
});
