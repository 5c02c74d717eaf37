import { expect, test } from 'vitest';

import { ok } from '../../../lib/result.ts';
import { placeOf } from './places.ts';
import { flipperPlaces, TAKES, takenOf } from './takes.ts';

test('every place that is described is one that is read as such, by each of its verbs', () => {
  for (const { path, verb, taken } of flipperPlaces()) {
    const place = placeOf(path.replace(/\{\w+\}/, 'letters'));
    const verbs = Object.entries(TAKES[place?.at ?? 'clear']);
    expect(verbs, path).toContainEqual([verb, taken]);
    if (path.includes('{')) expect(place?.name, path).toBe('letters');
  }
});

test('a place hears of no parameter that is not described there', () => {
  const said = ok(
    new Map([
      ['flipper_id', 'User;1'],
      ['name', 'admins'],
      ['constructor', 'x'],
    ]),
  );
  const heard = takenOf(TAKES.actors.POST, said);
  expect(heard).toEqual(ok(new Map([['flipper_id', 'User;1']])));
  expect(takenOf(TAKES.boolean.POST, said)).toEqual(ok(new Map()));
});
