import { decodeString } from 'micromark-util-decode-string';
import { render } from 'preact-render-to-string';
import { expect, test } from 'vitest';

import { Difference } from './difference.tsx';

const shown = (before: string, after: string) =>
  render(<Difference before={before} after={after} read={decodeString} />);

test('shows a line that came as it is read, not as Markdown writes it', () => {
  const html = shown('- Errors: TBD\n', '- Errors: 0.4% (limit &lt; 1%), \\*counted\\*\n');
  expect(html).toContain('limit &lt; 1%), *counted*');
  expect(html).not.toContain('&amp;lt;');
});

test('gives an empty line no row', () => {
  expect(shown('one\n\n\n', 'one\n\n\ntwo\n').match(/<tr data/g)).toHaveLength(1);
  expect(shown('one\ntwo\n', 'one\n\ntwo\n')).toBe('<p>Only empty lines differ.</p>');
});

test('folds a long difference, and says how long it is', () => {
  const lines = Array.from({ length: 40 }, (_, line) => `line ${line}\n`).join('');
  expect(shown('gone\n', lines)).toMatch(/^<details.*Show the difference \(40 new, 1 gone\)/);
  expect(shown('gone\n', 'line 1\n')).not.toContain('<details');
});
