import { readFileSync } from 'node:fs';

import { tooMuchToRead } from '../src/plan/index.ts';

/** What readers of Markdown and of figures stumble over when it is repeated; each the core of a worst text. */
const UNITS = [
  ...['*', '* ', '*a ', '*a_ ', '*a**b', '_', '_a ', '____ ', '**a** ', '__a__ ', '~', '~~a~~ '],
  ...['`', '`a ', '``a`', '`a` ', '`a_b_c` ', '`error rate > 1%` ', '```\n', '```\na\n```\n'],
  ...['[', ']', '[]', '][', '[a](', '[a][', '![', '[a](b) ', '[^a]', '[^a]: b\n\n', '[a]: b\n\n'],
  ...['<', '<a ', '<!--', '<!-- a --> ', '<?', '<br>', 'a<br>', '<li>a', '<p>a</p>\n', '<div>\n\n'],
  ...['|', '|a', '| a | b |\n', '| a | b |\n|---|---|\n| c | d |\n\n', '| 1/1/2026 | 5% | a |\n'],
  ...['&', '&amp;', '&nbsp;', '&#', '\\', '\\_', 'http://a ', 'www.a.', 'a@', 'a@b.c '],
  ...['- a\n', '- a: b\n', '- a\n  - b\n    - c\n', '1. a\n', '> a\nb\n\n', '- [ ] a\n', '• a\n'],
  ...['# a\n', '#### a\n\nb\n', 'a\n---\n', '***\n\n', '**a:** b\n\n', '> Example: a\n\n'],
  ...[
    '<details><summary>a</summary>\n\nb\n\n',
    '<details><summary>a</summary>\n\nb\n\n</details>\n\n',
  ],
  ...[
    '### Stage A: x\n\n',
    '### Stage A: x\n\n- Length of time: 2 days\n- Percentage of users: 5%\n',
  ],
  ...['## Phase II: Staged rollout\n\n', '#### Success criteria\n\n- a\n', '## Rollback\n\n- a\n'],
  ...['[FILL_IN] ', 'TBD ', 'mm/dd/yyyy ', 'yes/no ', 'yes / no\n', '- Number of users: 4\n'],
  ...[
    '1',
    '1 ',
    '5% ',
    '5%, ',
    '1,000 ',
    '2 days ',
    '3/9/2026 ',
    '3/9/2026 - ',
    '- 1/1/2026: 5% of users\n',
  ],
  ...[
    'a',
    'word ',
    ' ',
    '\t',
    '\u00A0',
    ':',
    'a: ',
    '?',
    'a? ',
    '-',
    '– ',
    '.',
    '... ',
    '/',
    '\u200B',
  ],
];

/** Where a figure is read out of what follows. */
const BEHIND_LABEL =
  '## Phase II: Staged rollout\n\n### Stage A: Canary\n\n#### Planning\n\n- Length of time: ';

export type WorstText = { readonly name: string; readonly text: string };

/** Texts of as many characters, each as bad as the limits of a plan allow. */
export function worstTexts(characters: number): readonly WorstText[] {
  return ['', BEHIND_LABEL].flatMap((head) =>
    UNITS.map((unit) => {
      const name = `${head === '' ? '' : 'behind a label: '}${JSON.stringify(unit)}`;
      return { name, text: withinLimits(paragraphsOf(unit, head), characters) };
    }),
  );
}

/** A long plan, as people write them: our own, with its stages again and again. */
export function ordinaryText(characters: number): string {
  const plan = readFileSync('release-plans/personal-health-care-contacts-mvp.md', 'utf8');
  const [head = '', ...stages] = plan.split(/(?=^### Stage )/m);
  return withinLimits([head, ...Array.from({ length: 100 }, () => stages).flat()], characters);
}

/** A paragraph with as much of the unit as one may hold, again and again; what has lines of its own is repeated alone. */
function paragraphsOf(unit: string, head: string): readonly string[] {
  if (unit.includes('\n')) return [head, ...Array.from({ length: 5_000 }, () => unit)];
  let most = Math.floor(10_000 / unit.length);
  while (tooMuchToRead(unit.repeat(most)) !== null) most -= 1;
  return Array.from({ length: 5_000 }, () => `${head}${unit.repeat(most)}\n\n`);
}

/** As many of the pieces as a plan may have, and plain sentences for the rest. */
function withinLimits(pieces: readonly string[], characters: number): string {
  let [least, most] = [0, pieces.length];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    const text = pieces.slice(0, middle).join('');
    const fits = text.length <= characters && tooMuchToRead(text) === null;
    if (fits) least = middle;
    else most = middle - 1;
  }
  const text = pieces.slice(0, least).join('');
  return text + filled(text.split('\n').length, characters - text.length);
}

const SENTENCE =
  'The people who release the page read its numbers each morning and talk about them. ';

/** In as few lines as a paragraph’s length allows, since the lines of a plan are counted. */
function filled(lines: number, characters: number): string {
  const paragraph = `\n\n${SENTENCE.repeat(Math.floor(9_000 / SENTENCE.length))}`;
  const free = Math.max(0, Math.floor((4_990 - lines) / 2));
  return paragraph
    .repeat(Math.min(free, Math.ceil(characters / paragraph.length)))
    .slice(0, characters);
}
