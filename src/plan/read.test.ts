import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { notesOf } from '../lint/index.ts';
import { editedCase } from '../../test/plans/edited-cases.ts';
import { allFields, corpus, seedPlan } from '../../test/plans/plans.ts';
import {
  readPlan,
  releasePlan,
  renderPlan,
  showPlan,
  typedValue,
  type PlanDocument,
} from './index.ts';

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

type Edit = (text: string) => string;

/** An offset in any text, as a share of its length. */
const place = fc.double({ min: 0, max: 1, noNaN: true });
const plans = [seedPlan, ...corpus.map(({ text }) => text)];
const piece = fc.record({ plan: fc.constantFrom(...plans), from: place, length: fc.nat(200) });
const sliceFrom = (text: string, from: number, length: number) =>
  text.slice(Math.floor(from * text.length)).slice(0, length);
const CONTROL = ['\u0000', '\u0007', '\u000B', '\u001B', '\u007F', '\u2028', '\uFEFF', '\uD800'];

const insertion = fc
  .record({
    at: place,
    removed: fc.nat(80),
    added: fc.oneof(
      fc.constantFrom(...FRAGMENTS, ...CONTROL),
      fc.string({ maxLength: 12 }),
      piece.map(({ plan, from, length }) => sliceFrom(plan, from, length)),
    ),
  })
  .map(({ at, removed, added }): Edit => (text) => {
    const offset = Math.floor(at * text.length);
    return text.slice(0, offset) + added + text.slice(offset + removed);
  });

const swap = fc.tuple(place, place).map(([one, other]): Edit => (text) => {
  const lines = text.split('\n');
  const [first, second] = [one, other].map((at) => Math.floor(at * (lines.length - 1)));
  if (first === undefined || second === undefined) return text;
  return lines
    .map((line, index) =>
      index === first ? lines[second] : index === second ? lines[first] : line,
    )
    .join('\n');
});

/** A plan after people have been at it. */
const editedPlan = fc
  .tuple(fc.constantFrom(...plans), fc.array(fc.oneof(insertion, swap), { maxLength: 12 }))
  .map(([plan, edits]) => edits.reduce((text, edit) => edit(text), plan));

const anyText = fc.oneof(
  { weight: 4, arbitrary: editedPlan },
  { weight: 4, arbitrary: editedCase },
  editedPlan.map((text) => text.replaceAll('\n', '\r\n')),
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

/** Every number in the words as people write it, also in thousands, found without the code under test. */
function numbersIn(words: readonly string[]): readonly number[] {
  const written = words.flatMap((each) => [
    ...each.matchAll(/(?:\d[\d,]*)?(?:\.?\d+)|\b(?:one|two|three|four|five|six|ten|an?)\b/gi),
  ]);
  return written.flatMap(([number]) => {
    const value = /\d/.test(number) ? Number(number.replaceAll(',', '')) : WORDS.indexOf(number);
    return [value, value * 1000];
  });
}

const WORDS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six'];

type Named = {
  readonly words: string;
  readonly span: { readonly start: number; readonly end: number };
};

/** Words of a plan that must stand at the place that is given for them. */
function namedIn(plan: PlanDocument): readonly Named[] {
  const stages = plan.phases.flatMap((phase) => phase.stages);
  const homes = [plan, ...plan.phases, ...stages];
  const typed = homes.flatMap(({ fields }) => fields.map((field) => typedValue(plan, field)));
  return [
    ...plan.toggles.map(({ words, span }) => named(words, span)),
    ...plan.phases.map(({ name, span }) => named(name, span)),
    ...stages.filter(({ superseded }) => !superseded).map(({ name, span }) => named(name, span)),
    ...typed.flatMap((value) => {
      if (value.kind === 'amounts')
        return value.amounts.map(({ unit, span }) => named(unit ?? '', span));
      if (value.kind === 'answer') return [named(value.answer.slice(0, 1), value.span)];
      if (value.kind === 'dates')
        return [value.from, value.to]
          .flatMap((date) => date ?? [])
          .map(({ day, span }) => named(String(day ?? ''), span));
      return value.kind === 'list' ? value.items.map(({ words, span }) => named(words, span)) : [];
    }),
  ];
}

/** The first run of letters and digits: what follows may be spelled with markup in between. */
function named(words: string, span: Named['span']): Named {
  return { words: /[a-z0-9]+/.exec(words.toLowerCase())?.[0] ?? '', span };
}

describe('reading any text', () => {
  it('gives the same bytes back', () => {
    fc.assert(
      fc.property(anyText, (text) => renderPlan(readPlan(text)) === text),
      { numRuns: 50 },
    );
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
        for (const { raw, line, column } of allFields(view)) {
          expect(textAt(text, line, column).slice(0, raw.length)).toBe(raw);
        }
        for (const { text: words, line } of [...view.criteria, ...view.rollback]) {
          const firstWord = /[\p{L}\p{N}]+/u.exec(words)?.[0] ?? '';
          expect(textAt(text, line, 1)).toContain(firstWord);
        }
      }),
      { numRuns: 100 },
    );
  });

  it.each(['\n', '\r\n', '\r'])('comes to an end of settings that never end (%j)', (lineEnding) => {
    const text = ['---', ...Array.from({ length: 60 }, () => '- a: b'), '', '# Plan', ''];
    expect(readPlan(text.join(lineEnding)).title).toBe('Plan');
  });

  it('names only what stands where it says', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const plan = readPlan(text);
        for (const { words, span } of namedIn(plan).filter(({ span }) => span.end > span.start)) {
          expect(plan.source.text.slice(span.start, span.end).toLowerCase()).toContain(words);
        }
        for (const { span } of notesOf(plan)) {
          expect(span.start).toBeLessThanOrEqual(span.end);
          expect(span.end).toBeLessThanOrEqual(plan.source.text.length);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('gives a stage only figures that its text has', () => {
    fc.assert(
      fc.property(fc.oneof(editedCase, editedPlan), (text) => {
        const stages = showPlan(readPlan(text)).phases.flatMap((phase) => phase.stages);
        for (const stage of stages) {
          const { name, fields, percentage, minimumMinutes, minimumUsers, minimumSample } = stage;
          const numbers = numbersIn([name, ...fields.map(({ label, raw }) => `${label} ${raw}`)]);
          for (const figure of [percentage, minimumUsers, minimumSample?.count ?? null]) {
            if (figure !== null) expect(numbers).toContain(figure);
          }
          if (minimumMinutes !== null) expect(numbers.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('judges it fit to run or says where it is not', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const judged = releasePlan(readPlan(text));
        if (judged.ok) return judged.value.stages.length > 0 && judged.value.toggles.length > 0;
        return judged.error.every(({ line, column }) => line >= 1 && column >= 1);
      }),
      { numRuns: 40 },
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
