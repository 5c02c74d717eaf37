import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seedPlan } from '../../../test/plans/plans.ts';
import { readPlan, releasePlan, renderPlan, showPlan, type FieldView } from './index.ts';

const FRAGMENTS = [
  ...['\r\n', '\n', '\r', '\n\n', '\t', '\u00A0', '\uFEFF', '\u0000', '😀', ' ', '  ', '    '],
  ...[
    '# ',
    '#### ',
    '- ',
    '  - ',
    '* ',
    '> ',
    '1. ',
    '---',
    '===',
    '|',
    '~~',
    '***',
    '`',
    '```',
    '\\',
  ],
  ...[
    '[FILL_IN',
    '[FILL_IN]',
    '[PICK_ONE]: ',
    '[TBD – ',
    ']',
    '(',
    ')',
    '[a](b:c)',
    'https://a.test/:',
    ':',
    '?',
  ],
  ...[
    '<!--',
    '-->',
    '<details>',
    '</details>',
    '&nbsp;',
    '20%',
    '2 days',
    '(*minimum 1 day*)',
    'x/x',
    '___',
  ],
  ...[
    '## Phase II: rollout\n',
    '### Stage B\n',
    '### Results\n',
    '## Changelog\n',
    '## Feature toggle\n',
  ],
];

const edit = fc.record({
  at: fc.nat(seedPlan.length),
  removed: fc.nat(80),
  added: fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ maxLength: 12 })),
});

/** The plan of March 2024 after people have been at it. */
const editedSeed = fc
  .array(edit, { maxLength: 12 })
  .map((edits) =>
    edits.reduce(
      (text, { at, removed, added }) => text.slice(0, at) + added + text.slice(at + removed),
      seedPlan,
    ),
  );

const anyText = fc.oneof(
  editedSeed,
  editedSeed.map((text) => text.replaceAll('\n', '\r\n')),
  fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 60 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
);

/** The text from a line and column on, found without the code under test. */
function textAt(text: string, line: number, column: number): string {
  const lines = text.replace(/^\uFEFF*/, '').split(/(?<=\r\n|\n|\r(?!\n))/);
  return lines
    .slice(line - 1)
    .join('')
    .slice(column - 1);
}

describe('reading any text', () => {
  it('gives the same bytes back', () => {
    fc.assert(fc.property(anyText, (text) => renderPlan(readPlan(text)) === text));
  });

  it('gives the untouched plan of March 2024 back, as any line ending or without the last', () => {
    const variants = [
      seedPlan,
      seedPlan.replaceAll('\n', '\r\n'),
      `\uFEFF${seedPlan}`,
      seedPlan.trimEnd(),
      '',
    ];
    expect(variants.map((text) => renderPlan(readPlan(text)))).toEqual(variants);
  });

  it('never fails, and points every field and criterion at the text it quotes', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const view = showPlan(readPlan(text));
        const phases = view.phases.flatMap((phase) => [phase, ...phase.stages]);
        const fields: readonly FieldView[] = [view, ...phases].flatMap((home) => home.fields);
        for (const { raw, line, column } of fields) {
          expect(textAt(text, line, column).slice(0, raw.length)).toBe(raw);
        }
        for (const { text: words, line } of [...view.criteria, ...view.rollback]) {
          const [firstWord = ''] = words.split(' ');
          expect(textAt(text, line, 1)).toContain(firstWord);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('judges it fit to run or says where it is not', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const judged = releasePlan(readPlan(text));
        if (judged.ok) return judged.value.stages.length > 0 && judged.value.toggles.length > 0;
        return judged.error.every(({ line, column }) => line >= 1 && column >= 1);
      }),
    );
  });

  it('means the same with either line ending and with a byte order mark', () => {
    const plain = showPlan(readPlan(seedPlan));
    expect(showPlan(readPlan(`\uFEFF${seedPlan}`))).toEqual(plain);
    const windows = JSON.stringify(showPlan(readPlan(seedPlan.replaceAll('\n', '\r\n'))));
    expect(windows.replaceAll('\\r\\n', '\\n')).toBe(JSON.stringify(plain));
  });

  it.each([['- '], ['> '], ['1. '], ['['], ['*'], ['- > ']])(
    'survives thousands of “%s” on a line',
    (mark) => {
      const text = `${seedPlan}\n${mark.repeat(2000)}x\n- Number of unique users: 5`;
      expect(showPlan(readPlan(text)).phases).toHaveLength(2);
    },
  );
});
