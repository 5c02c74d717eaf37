/** Any answer that a result may have, hostile words above all, for property tests. */
import * as fc from 'fast-check';

import type { Answer, ResultText } from '../../src/plan/index.ts';

/** Words that would be markup, a marker, a label or another row, were they not written as words. */
const HOSTILE = [
  ...[
    '# h',
    '- b',
    '* b',
    '+ b',
    '1. n',
    '> q',
    '---',
    '===',
    '***',
    '```',
    '~~x~~',
    '`c`',
    '    x',
  ],
  ...[
    '[x](y)',
    '![x](y)',
    '[x]: y',
    '[ ] box',
    '<b>',
    '<!--',
    '-->',
    '<br>',
    '&amp;',
    '&nbsp;',
    '\\',
  ],
  ...[
    'a|b',
    '|',
    ']',
    '[',
    '[[',
    '\n',
    '\r\n',
    '\n\n- b',
    '\t',
    '\u00A0',
    '\u2028',
    '\u0000',
    '_x_',
  ],
  ...[
    '[FILL_IN]',
    '[TBD – x]',
    'TBD',
    '[PICK_ONE]: yes',
    'yes | no | N/A',
    'xx%',
    '???',
    '___',
    '…',
  ],
  ...[
    'Number of users: 3',
    'Types of errors logged',
    'Rollback plan: none',
    '## Phase II: rollout',
  ],
  ...[
    '(measured)',
    '### Stage B',
    'lorem ipsum',
    'mm/dd/yyyy',
    'need to update',
    'x/x',
    '😀',
    '10:00',
  ],
];

const saying = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...HOSTILE) },
      { weight: 1, arbitrary: fc.constantFrom('1,204', 'none', 'p95 0.4 s, met', '0 of 12') },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts) => parts.join(' '));

const said: fc.Arbitrary<ResultText> = fc.oneof(
  saying,
  saying.map((recorded) => ({ recorded })),
);

export const answer: fc.Arbitrary<Answer> = fc.oneof(
  said.map((words) => ({ kind: 'words', words }) as const),
  fc.array(said, { maxLength: 3 }).map((lines) => ({ kind: 'lines', lines }) as const),
  fc.record({
    kind: fc.constant('choice' as const),
    choice: fc.constantFrom('yes' as const, 'no' as const, 'N/A' as const),
    words: fc.option(said),
  }),
);
