import * as fc from 'fast-check';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { seedPlan } from '../../test/plans/plans.ts';
import { changelogLine, readPlan, showPlan, withChangelog } from './index.ts';

const OPENED = '- 2024-04-08 10:00 ET: Stage A opened to 20%. (product manager)';
const HELD = '- 2024-04-10 09:30 ET: Held. Errors rose.';

const written = (text: string, ...lines: readonly string[]) => withChangelog(readPlan(text), lines);

describe('the Changelog of a plan', () => {
  it('gets its lines below its heading, and nothing else changes', () => {
    expect(written(seedPlan, OPENED, HELD)).toBe(
      seedPlan.replace('## Changelog\n', `## Changelog\n${OPENED}\n${HELD}\n`),
    );
  });

  it('keeps what people wrote, and goes on behind it', () => {
    const text = '# Plan\n## Changelog\n\n* by hand\n\nand in prose\n\n## Overview\n';
    expect(written(text, OPENED)).toBe(
      `# Plan\n## Changelog\n\n* by hand\n\nand in prose\n${OPENED}\n\n## Overview\n`,
    );
  });

  it('stays the same bytes without lines to add', () => {
    expect(written(seedPlan)).toBe(seedPlan);
    expect(written('no plan at all')).toBe('no plan at all');
  });

  it('adds only what is missing, and the same line twice when it happened twice', () => {
    const once = written(seedPlan, OPENED);
    expect(written(once, OPENED, HELD)).toBe(written(seedPlan, OPENED, HELD));
    expect(written(once, OPENED, OPENED).split(OPENED)).toHaveLength(3);
  });

  it('writes the document’s own line endings and no final one where there was none', () => {
    expect(written('# Plan\r\n## Changelog\r\n## Rest\r\n', OPENED)).toBe(
      `# Plan\r\n## Changelog\r\n${OPENED}\r\n## Rest\r\n`,
    );
    expect(written('\uFEFF## Changelog', OPENED)).toBe(`\uFEFF## Changelog\n${OPENED}`);
  });

  it('begins below the title where there is none yet', () => {
    expect(written('# Plan\n\nWords.\n', OPENED)).toBe(
      `# Plan\n\n## Changelog\n\n${OPENED}\n\nWords.\n`,
    );
    expect(written('Words.\n', OPENED)).toBe(`## Changelog\n\n${OPENED}\n\nWords.\n`);
    expect(written('', OPENED)).toBe(`## Changelog\n\n${OPENED}`);
  });

  it('never takes what follows into its list', () => {
    const setext = written('# Plan\n## Changelog\nPhase II: rollout\n===\n', OPENED);
    expect(showPlan(readPlan(setext)).phases).toHaveLength(1);
    const indented = written('# Plan\n## Changelog\n\n  ## Phase II: rollout\n', OPENED);
    expect(showPlan(readPlan(indented)).phases).toHaveLength(1);
  });

  it('leaves the rest of any document as it was and can be written again', () => {
    const pieces = fc.constantFrom(
      ...[
        '# Plan\n',
        '## Changelog\n',
        'Plan\n===\n',
        '## Phase II: rollout\n',
        '  ## Phase I: UAT\n',
      ],
      ...[
        '- entry\n',
        '* entry\n',
        'words\n',
        '\n',
        '    code\n',
        '```\n',
        '<!--\n',
        '<div>\n',
        '> q\n',
        '|a|\n|-|\n',
        '\r\n',
        '\t- x\n',
        '[a]: b\n',
        '---\n',
      ],
    );
    const documents = fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join(''));
    const lines = fc.array(fc.oneof(fc.constantFrom(OPENED, HELD, ''), fc.string()), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(documents, lines, (text, added) => {
        const once = written(text, ...added);
        expect(written(once, ...added)).toBe(once);
        expect(isInsertion(text, once)).toBe(true);
        const phases = (document: string) =>
          showPlan(readPlan(document)).phases.map(({ name }) => name);
        expect(phases(once)).toEqual(phases(text));
      }),
      { numRuns: 200 },
    );
  });
});

describe('a line of the Changelog', () => {
  const line = (why: string | null, who: string | null = 'product manager') =>
    changelogLine({
      at: new Date('2024-04-08T14:00:00Z'),
      timeZone: 'America/New_York',
      what: 'Stage A opened to 20%',
      why,
      who,
    });

  it('says in Eastern time what happened, why and who', () => {
    expect(line('500 people are expected')).toBe(
      '- 2024-04-08 10:00 ET: Stage A opened to 20%. 500 people are expected. (product manager)',
    );
  });

  it('leaves out a reason or a name that there is not', () => {
    expect(line(null, null)).toBe('- 2024-04-08 10:00 ET: Stage A opened to 20%.');
  });

  it('knows midnight and winter', () => {
    const at = new Date('2025-01-08T05:05:00Z');
    const event = { at, timeZone: 'America/New_York', what: 'Held', why: 'Why?', who: null };
    expect(changelogLine(event)).toBe('- 2025-01-08 00:05 ET: Held. Why?');
  });

  it('says what people typed without letting it become markup', () => {
    expect(line('<b>*now*</b>\n# [x](y) `c` profile_contacts')).toBe(
      '- 2024-04-08 10:00 ET: Stage A opened to 20%. ' +
        '&lt;b&gt;\\*now\\*&lt;/b&gt; # \\[x\\](y) \\`c\\` profile_contacts. (product manager)',
    );
  });

  it('reads back as the words that were typed, in one paragraph of one bullet', () => {
    const words = fc
      .string({ unit: 'binary-ascii' })
      .filter((typed) => !/https?:|www|@/i.test(typed));
    fc.assert(
      fc.property(words, (typed) => {
        const tree = fromMarkdown(line(typed, null), {
          extensions: [gfm()],
          mdastExtensions: [gfmFromMarkdown()],
        });
        expect(shapeOf(tree)).toBe('root list listItem paragraph text');
        const said = typed.replace(/[\s\p{Cc}]+/gu, ' ').trim();
        expect(toString(tree)).toContain(said);
      }),
    );
  });
});

function shapeOf(node: Nodes): string {
  const below = 'children' in node ? node.children.map(shapeOf) : [];
  return [node.type, ...below].join(' ');
}

/** Whether `longer` is `text` with something put in at one place. */
function isInsertion(text: string, longer: string): boolean {
  let same = 0;
  while (same < text.length && text[same] === longer[same]) same += 1;
  return longer.endsWith(text.slice(same));
}
