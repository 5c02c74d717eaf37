import * as fc from 'fast-check';
import { cases, corpus } from './plans.ts';

/** What people put between the lines of a plan. */
const BLOCKS = [
  ...['', '', '---', '***', '- - -', '    ', '<br>', '\\', '&nbsp;'],
  ...['| a | b |\n| - | - |\n| 1 | 2 |', '| Number of unique users | [FILL_IN] |', '| a |', 'a | b'],
  ...['<div>\nours\n</div>', '<ul><li>ours</li></ul>', '<!-- ours -->', '<p>ours</p>'],
  ...['<details><summary>First try</summary>', '</details>', '```\nours\n```', '    ours'],
  ...['Ours.', '- ours', '  - ours', '* [ ] ours', '1. ours', '> ours', '- [] ours', '\t- ours'],
  ...['#### Ours', '**Ours:** more', '[FILL_IN]', '- [FILL_IN]', '  - [PICK_ONE]: yes | no | N/A'],
  ...['- Number of unique users:', '- If yes, what:', '**Types of errors logged:**', '#### Results'],
  ...['Number of unique users: 4 (measured)', '- ours (measured)', '### Stage C: 100%'],
];

type Mutation = {
  readonly kind: 'insert' | 'delete' | 'repeat' | 'indent' | 'swap' | 'quote';
  /** Where in the document, 0 to 1. */
  readonly at: number;
  readonly block: string;
};

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('insert', 'insert', 'insert', 'delete', 'repeat', 'indent', 'swap', 'quote'),
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  block: fc.constantFrom(...BLOCKS),
});

function mutated(text: string, { kind, at, block }: Mutation): string {
  const lines = text.split('\n');
  const index = Math.floor(at * lines.length);
  const [line = '', next = ''] = lines.slice(index);
  const change: Readonly<Record<Mutation['kind'], readonly string[]>> = {
    insert: [block, line],
    delete: [],
    repeat: [line, line],
    indent: [`  ${line}`],
    swap: [next, line],
    quote: [`> ${line}`],
  };
  return lines.toSpliced(index, kind === 'swap' ? 2 : 1, ...change[kind]).join('\n');
}

/** A small plan with up to six lines changed as people change them by hand. */
export const mutatedPlan: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...cases.values(), ...corpus.map(({ text }) => text)),
    fc.array(mutation, { maxLength: 6 }),
    fc.constantFrom('\n', '\n', '\r\n'),
  )
  .map(([text, mutations, lineEnding]) =>
    mutations.reduce(mutated, text).replace(/\r?\n/g, lineEnding),
  );
