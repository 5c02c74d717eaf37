import { render } from 'preact-render-to-string';
import { expect, test } from 'vitest';

import { NotWatched } from './not-watched.tsx';

const AWAY = 'The database does not answer.';
const said = (...releases: readonly (readonly [title: string, unwatched: string | null])[]) =>
  render(
    <NotWatched releases={releases.map(([title, unwatched]) => ({ title, unwatched }))} />,
  ).replaceAll(/<[^>]+>/g, '');

test('what is so of every release is said once, and what is so of some names them', () => {
  expect(said(['Contacts', AWAY], ['Letters', AWAY])).toBe(`Warning: ${AWAY}`);
  expect(said(['Contacts', AWAY], ['Letters', null])).toBe(`Warning, Contacts: ${AWAY}`);
  expect(said(['Contacts', null], ['Letters', null])).toBe('');
});
