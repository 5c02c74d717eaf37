import { build } from 'esbuild';
import { gzipSync } from 'node:zlib';
import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { PhoneLink, renderDocument, unchanging, useLanguage } from './index.ts';

describe('a phone number', () => {
  it.each([
    ['877-222-8387', 'tel:+18772228387', '8 7 7. 2 2 2. 8 3 8 7.'],
    ['1 (555) 555-0142', 'tel:+15555550142', '5 5 5. 5 5 5. 0 1 4 2.'],
    ['711', 'tel:711', '7 1 1.'],
  ])('%s dials %s and is said digit by digit', (number, href, spoken) => {
    expect(render(<PhoneLink number={number} />)).toBe(
      `<a class="phone" href="${href}" aria-label="${spoken}">${number}</a>`,
    );
  });

  it.each([
    ['+52 33 5555 0111', 'tel:+523355550111'],
    ['(+52) 33 5555 0111', 'tel:+523355550111'],
    ['＋52 33 5555 0111', 'tel:+523355550111'],
    ['011 52 33 5555 0111', 'tel:+523355550111'],
    ['+44 (0)20 7946 0018', 'tel:+442079460018'],
    ['+49 30/1234567', 'tel:+49301234567'],
    ['+52 33 5555 0111 ext 42', 'tel:+523355550111;ext=42'],
  ])('%s dials %s and is said as it is written', (number, href) => {
    expect(render(<PhoneLink number={number} />)).toBe(
      `<a class="phone" href="${href}">${number}</a>`,
    );
  });

  it.each([
    '555.555.0125 x7',
    '(555) 555-0125, ext. 7',
    '555-555-0125 Ext 7',
    '+1 555 555 0125 extension 7',
    '5555550125;ext=7',
    '555-555-0125 #7',
    '555-555-0125, extensión 7',
  ])('%s dials the extension too, and says it', (number) => {
    expect(render(<PhoneLink number={number} />)).toBe(
      `<a class="phone" href="tel:+15555550125;ext=7" aria-label="5 5 5. 5 5 5. 0 1 2 5. Extension 7.">${number}</a>`,
    );
  });

  it.each([
    'ask at the desk',
    '12',
    '+1',
    '',
    '5'.repeat(16),
    '055 555 0142',
    '555-555-0101 or 555-555-0102',
    'x7',
    '+0 555',
    '5555550142 12',
    '52 33 5555 0111',
    '+52 33 5555 0111 12',
    '+1 555 555 0142 7',
    '555-0142',
    '555-0142 7',
    '1-800-FLOWERS',
  ])('"%s" can’t be dialed and is text', (number) =>
    expect(render(<PhoneLink number={number} />)).not.toContain('<a'),
  );
});

describe('a document', () => {
  it('is a whole page with its title and text escaped', () => {
    const html = renderDocument({
      title: 'A & <b>',
      lang: 'en',
      stylesheetUrl: '/public/styles.css',
      body: <main id="content">{'<i>'}</main>,
    });
    expect(html).toMatch(/^<!doctype html><html lang="en"><head><meta charset="utf-8"\/>/);
    expect(html).toContain('<title>A &amp; &lt;b></title>');
    expect(html).toContain('<main id="content">&lt;i></main>');
    expect(html).toContain('href="#content"');
  });
});

describe('what is unchanging', () => {
  const Greeting = unchanging(() => <p>{useLanguage() === 'es' ? 'Sí & <no>' : 'Yes & <no>'}</p>);
  const pageIn = (lang: 'en' | 'es') =>
    renderDocument({ title: 'T', lang, stylesheetUrl: '/styles.css', body: <Greeting /> });

  it('is written in the language of each document, and escaped', () => {
    expect(pageIn('en')).toContain('<p>Yes &amp; &lt;no></p>');
    expect(pageIn('es')).toContain('<p>Sí &amp; &lt;no></p>');
    expect(pageIn('en')).toContain('<p>Yes &amp; &lt;no></p>');
  });
});

describe('the stylesheet', () => {
  it('bundles into one file of less than 12 kB on the wire, fonts apart', async () => {
    const { outputFiles } = await build({
      entryPoints: ['src/design-system/styles/main.css'],
      bundle: true,
      minify: true,
      write: false,
      outdir: 'nowhere',
      loader: { '.woff2': 'file' },
    });
    const css = outputFiles.find(({ path }) => path.endsWith('.css'));
    expect(gzipSync(css?.contents ?? '').length).toBeLessThan(12_000);
    expect(css?.text).toContain('--vads-color-primary');
  });
});
