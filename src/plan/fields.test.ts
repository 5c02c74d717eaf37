import { describe, expect, it } from 'vitest';
import { allFields, fieldOf, stageWith, testingWith, view } from '../../test/plans/plans.ts';

describe('what is open', () => {
  it.each([
    ['[FILL_IN ticket numbers]', 1],
    ['[TBD – ask\u00A0the team]', 1],
    ['[TBD - see [the outline](https://example.test/tbd)]', 1],
    ['\\[FILL\\_IN\\]', 1],
    ['[FILL_IN]/[FILL_IN]', 2],
    ['TBD', 1],
    ['tba', 1],
    ['[link here]', 1],
    ['[DEV TO PROVIDE]', 1],
    ['lorem ipsum', 1],
    ['mm/dd/yyyy', 1],
    ['Need to update', 1],
    ['___', 1],
    ['???', 1],
    ['…', 1],
    ['xx.x%', 1],
    ['x/x', 1],
    ['below the agreed threshold', 1],
    ['', 0],
    ['yes/no', 0],
  ])('“%s” is open, with %i markers', (written, markers) => {
    const text = testingWith(`- Was any downstream service affected by the change?: ${written}`);
    const field = fieldOf('Was any downstream service affected by the change?', text);
    expect(field.raw).toBe(written);
    expect(view(text).placeholders).toBe(markers);
    if (!written.startsWith('below')) expect(field).toMatchObject({ open: true, value: null });
  });

  it.each([
    'N/A',
    'n/a',
    'None',
    '[7]',
    '[3-5]',
    '[feature toggle]',
    '[3/4/2024 - 3/15/2024]',
    '[link here](https://example.test)',
    'profile_tbd_contacts',
    '`[FILL_IN]`',
    'We need to update the docs…',
    'see https://example.test/TBD',
  ])('“%s” is an answer', (written) => {
    const text = testingWith(`- Types of errors logged: ${written}`);
    expect(fieldOf('Types of errors logged', text)).toMatchObject({ open: false, value: written });
    expect(view(text).placeholders).toBe(0);
  });

  it.each([
    ['[PICK_ONE]: no', 'no', 1],
    ['[PICK_ONE]: yes/no, the search was slow', 'the search was slow', 1],
    ['yes/no, NO', 'NO', 0],
    ['pick one: No', 'No', 1],
    ['no]', 'no', 0],
  ])(
    '“%s” is answered all the same, and open only while its marker stands',
    (written, value, markers) => {
      const text = testingWith(`- Was any downstream service affected by the change?: ${written}`);
      const field = fieldOf('Was any downstream service affected by the change?', text);
      expect(field).toMatchObject({ open: markers > 0, value, raw: written });
      expect(view(text).placeholders).toBe(markers);
    },
  );

  it('takes filled bullets below a forgotten marker for the value, and stays open', () => {
    const text = testingWith(
      '- Types of errors logged: [FILL_IN] a list\n  - 500 once\n  - 401 thrice',
    );
    const field = fieldOf('Types of errors logged', text);
    expect(field).toMatchObject({ open: true, value: '500 once\n401 thrice' });
  });

  it('stays open while one bullet of several is open', () => {
    const text = testingWith('- Types of errors logged:\n  - 500 once\n  - [FILL_IN]');
    const field = fieldOf('Types of errors logged', text);
    expect(field).toMatchObject({ open: true, value: '500 once' });
  });
});

describe('fields and their labels', () => {
  it('binds nested bullets to the label before them, however deep', () => {
    const text = testingWith(
      '- Any changes necessary based on the logs? [PICK_ONE]: yes\n  - If yes, what:\n  - #12\n\t- #13\n- Number of users: 3',
    );
    expect(fieldOf('If yes, what', text).value).toBe('#12\n#13');
    expect(fieldOf('Number of users', text).value).toBe('3');
  });

  it('never divides at the colon of an address or of a time', () => {
    const text = stageWith(
      '- Launch ticket https://example.test/a:b\n- Watch: from 10:00 ET\n- Start 10:00',
    );
    expect(fieldOf('Launch ticket', text).value).toBe('https://example.test/a:b');
    expect(allFields(view(text)).map(({ label }) => label)).toEqual(['Launch ticket', 'Watch']);
  });

  it('keeps the value of a bullet apart from the hint behind it', () => {
    const text = stageWith('- Length of time: 2 days (*minimum 2 hours*)');
    expect(fieldOf('Length of time', text)).toMatchObject({
      raw: '2 days (*minimum 2 hours*)',
      value: '2 days',
    });
  });

  it('lets a deeper heading that the template does not have divide a field', () => {
    const text = '## Phase II: rollout\n### Rollback plan\n- One\n#### Else\n- Two `errors > 1%`\n';
    expect(view(text).rollback.map(({ line, code }) => [line, code])).toEqual([
      [3, null],
      [5, 'errors > 1%'],
    ]);
  });
});
