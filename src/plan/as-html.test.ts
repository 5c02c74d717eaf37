import fc from 'fast-check';
import { expect, test } from 'vitest';

import { planAsHtml } from './as-html.ts';

const ATTACKS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[click](javascript:alert(1))',
  '[click](JaVaScRiPt:alert(1))',
  '[click](java&#x09;script:alert(1))',
  '<javascript:alert(1)>',
  '[click](data:text/html;base64,PHNjcmlwdD4=)',
  '[click](vbscript:x)',
  '![x](javascript:alert(1))',
  '[r]: javascript:alert(1)\n\n[r]',
  '<a href="javascript:alert(1)" onclick="x()">x</a>',
  '<svg/onload=alert(1)>',
  '<iframe srcdoc="<script>x</script>">',
  '<style>*{display:none}</style>',
  '<form action="//evil.example"><input name=q></form>',
  '```"><script>\nx\n```',
  '[x](https://a.example "\\" onmouseover=alert(1) \\"")',
  '| a |\n| - |\n| <b onclick=x> |',
  '[^1]\n\n[^1]: <script>x</script>',
  '- [x] <object data=x>',
];

const plans = fc
  .array(fc.oneof(fc.constantFrom(...ATTACKS), fc.string({ maxLength: 40 })), { maxLength: 12 })
  .chain((parts) => fc.constantFrom('\n', '\n\n', ' ', '\n- ', '\n> ').map((by) => parts.join(by)));

/** Each start tag as a browser reads it: text of the document is escaped, so whatever begins with `<` is a tag. */
const tagsIn = (html: string) => html.match(/<[a-z](?:"[^"]*"|[^">])*>/gi) ?? [];

test('no script, handler, style, form or address that runs code survives, whatever a plan holds', () => {
  fc.assert(
    fc.property(plans, (text) => {
      const remarks = [{ line: 1, look: 'error', text: '<script>alert(1)</script>' }];
      for (const tag of tagsIn(planAsHtml(text, remarks))) {
        expect(tag).not.toMatch(
          /^<(script|style|iframe|object|embed|svg|math|form|input|img|link|meta|base)\b/i,
        );
        const outside = tag.replaceAll(/"[^"]*"/g, '""');
        expect(outside).not.toMatch(/\s(on\w+|style|srcdoc|formaction)\s*=/i);
        const address = /\shref="([^"]*)"/i.exec(tag)?.[1] ?? '';
        expect(address).not.toMatch(/^[^/?#]*(?:script|data|vbscript)\s*:/i);
      }
    }),
  );
});

test('what people wrote is shown, with headings below those of the page', () => {
  const html = planAsHtml('# Release plan\n\n- [x] **done** [here](https://a.example/b)', []);
  expect(html).toContain('<h3>Release plan</h3>');
  expect(html).toContain('☑ <strong>done</strong> <a href="https://a.example/b">here</a>');
});

test('a remark stands in the entry whose line it names, else below its block', () => {
  const text = '# Plan\n\n- one\n- two\n  - deep\n\nwords';
  const at = (line: number) => planAsHtml(text, [{ line, look: 'warning', text: 'LOOK' }]);
  expect(at(5)).toMatch(/deep<p class="plan-remark plan-remark--warning">LOOK<\/p><\/li>/);
  expect(at(7)).toMatch(/<p>words<\/p><p class="plan-remark/);
  expect(at(1)).toMatch(/<\/h3><p class="plan-remark/);
});
