import { describe, expect, it } from 'vitest';
import { inBrief, modelOf } from '../../test/plans/brief.ts';
import { corpus } from '../../test/plans/plans.ts';
import { readPlan, renderPlan } from './index.ts';

describe('every variant of the template', () => {
  it.each(corpus)('$name is read as its author meant it', ({ text, expected }) => {
    expect(inBrief(text)).toEqual(expected);
  });

  it.each(corpus)('$name comes back byte for byte', ({ text }) => {
    expect(renderPlan(readPlan(text))).toBe(text);
  });

  it.each(corpus)('$name means the same on Windows', ({ text }) => {
    const windows = text.replace(/\r?\n/g, '\r\n');
    expect(inBrief(windows)).toEqual(inBrief(text));
  });
});

describe('one plan in five forms', () => {
  const forms = corpus.filter(({ name }) => name.startsWith('form-'));
  const [bullets] = forms.filter(({ name }) => name === 'form-bullets');

  it('is there as bullets, headings, tables, bold labels and bare lines', () => {
    expect(forms.map(({ name }) => name)).toEqual([
      'form-bare-lines',
      'form-bold',
      'form-bullets',
      'form-headings',
      'form-tables',
    ]);
  });

  it.each(forms)('is the same plan as $name', ({ text }) => {
    expect(modelOf(text)).toEqual(modelOf(bullets?.text ?? ''));
  });
});
