import { expect, it } from 'vitest';
import { unknownPath } from './json-api.ts';

it.each(['/v0/profile/contacts', '/v0/profile/contacts?page=2'])(
  'says of the unknown path %s that no route matches it, without its query',
  (url) => {
    expect(unknownPath(url)).toEqual({
      errors: [
        {
          title: 'Not found',
          detail: 'There are no routes matching your request: v0/profile/contacts',
          code: '411',
          status: '404',
        },
      ],
    });
  },
);
