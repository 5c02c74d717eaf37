import { describe, expect, it } from 'vitest';
import { everyNode } from '../text/markdown.ts';
import { planTextOf } from '../text/plan-text.ts';
import { edited } from './edits.ts';
import { fillField } from './fill-field.ts';

const LINES = ['500: once (measured)', '401 (measured)'];

/** The text with these lines as the value that stands there, or between `«` and `»`. */
function filledAt(marked: string, lines: readonly string[]): string {
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  const { source, text, markers, root } = planTextOf(marked.replace(/[«»]/g, ''));
  const filling = { source, text, markers, nodes: everyNode(root) };
  return edited(source, fillField(filling, { start, end }, lines));
}

describe('a field in the cell of a table', () => {
  const table = (cell: string) => `| Results | Value |\n|---|---|\n| Errors | ${cell} |\n`;

  it.each([
    ['«[PICK_ONE]: yes \\| no \\| N/A»'],
    ['«»'],
    ['«401 (measured)<br>500: twice (measured)»'],
  ])('“%s” becomes lines of the cell', (cell) => {
    expect(filledAt(table(cell), LINES)).toBe(table(LINES.join('<br>')));
  });

  it('keeps what people wrote there before the lines', () => {
    expect(filledAt(table('«[FILL_IN]<br>some, they say»'), LINES)).toBe(
      table(['some, they say', ...LINES].join('<br>')),
    );
  });

  it('stands apart from the bars of an empty cell', () => {
    expect(filledAt('|a|b|\n|-|-|\n|Errors|«»|\n', ['none (measured)'])).toBe(
      '|a|b|\n|-|-|\n|Errors| none (measured) |\n',
    );
  });

  it('is one too where the table is none for Markdown', () => {
    expect(filledAt('| Errors | «[FILL_IN]» |\n', LINES)).toBe(
      `| Errors | ${LINES.join('<br>')} |\n`,
    );
  });
});

describe('a field in running text', () => {
  it.each([['**Errors:** <br>«[FILL_IN]»'], ['Users: 5\nErrors: «[FILL_IN]»\nElse: 6']])(
    '“%s” becomes lines that are no labels',
    (text) => {
      const said = '500&#58; once (measured)<br>401 (measured)';
      expect(filledAt(text, LINES)).toBe(text.replace('«[FILL_IN]»', said));
    },
  );

  it('is filled once', () => {
    const said = '500&#58; once (measured)<br>401 (measured)';
    expect(filledAt(`**Errors:** <br>«${said}»`, LINES)).toBe(`**Errors:** <br>${said}`);
  });

  it('gets bullets where people have begun with some', () => {
    expect(filledAt('**Errors:**\n* «[FILL_IN]\n* some»\n', ['401 (measured)'])).toBe(
      '**Errors:**\n* some\n* 401 (measured)\n',
    );
  });
});
