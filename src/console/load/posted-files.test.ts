import { expect, test } from 'vitest';

import { postedForm } from './posted-files.ts';

const TYPE = 'multipart/form-data; boundary=b';
const part = (head: string, body: string) =>
  `--b\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
const FORM = `${part('name="release"', 'mvp')}${part('name="file"; filename="../a.md"', '# Plan')}--b--\r\n`;

test('a whole form has its fields and files, the name of a file without its path', async () => {
  const form = await postedForm(Buffer.from(FORM), TYPE);
  expect(form?.fields.get('release')).toBe('mvp');
  expect(form?.files).toEqual([{ name: 'a.md', bytes: Buffer.from('# Plan') }]);
});

test('a form that is cut off anywhere is answered, and never taken for a whole one', async () => {
  const end = FORM.lastIndexOf('--b--') + '--b--'.length;
  for (let length = 0; length < end; length += 1) {
    const cut = await postedForm(Buffer.from(FORM.slice(0, length)), TYPE);
    expect(cut, FORM.slice(0, length)).toBeNull();
  }
});
