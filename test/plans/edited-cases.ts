import * as fc from 'fast-check';
import { cases } from './plans.ts';

type LineEdit = (line: string) => string;

/** What people do to a line without meaning anything else by it, or by meaning something else. */
const LINE_EDITS: readonly LineEdit[] = [
  (line) => `  ${line}`,
  (line) => `\t${line}`,
  (line) => line.trimStart(),
  (line) => line.replace(/^(\s*)- /, '$1* '),
  (line) => line.replace(/^(\s*)- /, '$1• '),
  (line) => line.replace(/^(\s*)- /, '$11. '),
  (line) => line.replace(/^(\s*)- /, '$1- [ ] '),
  (line) => line.replace(/^(\s*- )([^:?]+)([:?])/, '$1**$2**$3'),
  (line) => line.replace(/^(\s*- )([^:?]+[:?])/, '$1**$2**'),
  (line) => line.replace(/([:?]) (.+)$/, '$1 **$2**'),
  (line) => line.replace(/([:?]) (.+)$/, '$1 _$2_'),
  (line) => line.replace(/([:?]) (.+)$/, '$1<br>$2'),
  (line) => line.replace(/([:?]) (.+)$/, '$1 [FILL_IN] $2'),
  (line) => line.replace(/([:?]) (.+)$/, '$1 $2 [TBD]'),
  (line) => line.replace(/([:?]) (.+)$/, '$1 (_minimum 2 hours_) $2'),
  (line) => line.replace(/([:?]) .+$/, '$1 _TBD_'),
  (line) => line.replace(/([:?]) .+$/, '$1 __'),
  (line) => line.replace(/\d+/, '2,5'),
  (line) => line.replace(/\d+/, (number) => `.${number}`),
  (line) => line.replace(/\d+/, (number) => `${number} - 99`),
  (line) => line.replace(/\d+/, (number) => `${number}/2`),
  (line) => line.replace(/(\d) (\w)/, '$1\u00A0$2'),
  (line) => line.replaceAll(' ', '\u00A0'),
  (line) => line.replace(/^(#+) /, '$1# '),
  (line) => line.replace(/^#+ (.+)$/, '**$1**'),
  (line) => line.replaceAll('-', '–'),
  (line) => `${line}  `,
  (line) => `~~${line}~~`,
  (line) => `${line}\n${line}`,
  () => '',
];

const edit = fc.record({
  /** Where, in thousandths of the document: without a bias to its first line. */
  at: fc.noBias(fc.nat(999)),
  change: fc.constantFrom<LineEdit | 'swap'>(...LINE_EDITS, 'swap'),
});

function edited(text: string, { at, change }: { at: number; change: LineEdit | 'swap' }): string {
  const lines = text.split('\n');
  const index = Math.floor((at / 1000) * lines.length);
  const [line = '', next] = lines.slice(index, index + 2);
  if (change !== 'swap') return lines.toSpliced(index, 1, change(line)).join('\n');
  return next === undefined ? text : lines.toSpliced(index, 2, next, line).join('\n');
}

/** A small plan after people have been at it, with either line ending and now and then a byte order mark. */
export const editedCase: fc.Arbitrary<string> = fc
  .record({
    text: fc.constantFrom(...cases.values()),
    edits: fc.array(edit, { maxLength: 8, size: 'max' }),
    lineEnding: fc.constantFrom('\n', '\n', '\r\n'),
    mark: fc.constantFrom('', '', '', '\uFEFF'),
  })
  .map(
    ({ text, edits, lineEnding, mark }) =>
      mark + edits.reduce(edited, text).replaceAll('\n', lineEnding),
  );
