/** What holds of a page in whatever state it is: it fits, can be read, pressed and printed. One visit shows it all. */
import { expect, type Page } from '@playwright/test';

import { expectAccessible, expectNoSidewaysScroll, foundByAxe } from './pages.ts';

/** As wide as a window of 1280 pixels at 400% is the first. */
const WIDTHS = [320, 375, 768, 1280];
/** Letter paper within its margins, in pixels. */
const PAPER = 720;
const HEIGHT = 900;

/** What parts of pages were made of that were looked at before, whatever their words were. */
const seen = new Set<string>();

const NEW = '[data-new]';

/**
 * The page that is open: at every width, in forced colors, by keyboard and on paper. Where a part of it is new, axe looks
 * at that, or at as much of the page as it is told.
 */
export async function expectWellMade(page: Page, looksAt = NEW): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHT });
    await expectNoSidewaysScroll(page);
  }
  await expectPrintable(page);
  if (!(await markNewParts(page))) return;
  await expectReachedInOrder(page);
  await page.setViewportSize({ width: 320, height: HEIGHT });
  await expectAccessible(page, looksAt);
  await page.emulateMedia({ forcedColors: 'active' });
  await expectColorsTellApart(page);
  await page.emulateMedia({ forcedColors: 'none' });
}

/** Forced colors change no more than that. */
async function expectColorsTellApart(page: Page): Promise<void> {
  const found = await foundByAxe(page, NEW, ['color-contrast']);
  expect(found, `forced colors of ${page.url()}`).toEqual([]);
  const marked = await page.locator('.console-nav a, .tabs a').evaluateAll((links) =>
    links
      .filter((link) => getComputedStyle(link).borderBottomColor !== 'rgb(255, 255, 255)')
      .filter((link) => !link.hasAttribute('aria-current'))
      .map((link) => link.textContent),
  );
  expect(marked, `marked as the open page of ${page.url()}`).toEqual([]);
}

/** Whether the page has a part that no page before it had: a check of them all takes a second for each page. */
async function markNewParts(page: Page): Promise<boolean> {
  const parts = page.locator('header, main > *');
  const makes = await parts.evaluateAll((all) => {
    // Rows and items of one kind count once.
    const make = (element: Element): string => {
      const children = [...new Set([...element.children].map(make))];
      const open = element.hasAttribute('open') ? ' open' : '';
      return `<${element.tagName} ${element.getAttribute('class') ?? ''}${open}>${children.join('')}`;
    };
    return all.map(make);
  });
  const isNew = makes.map((make) => !seen.has(make));
  for (const make of makes) seen.add(make);
  await parts.evaluateAll((all, marks) => {
    for (const [at, part] of all.entries()) part.toggleAttribute('data-new', marks[at]);
  }, isNew);
  return isNew.includes(true);
}

type Stop = {
  readonly html: string;
  readonly top: number;
  readonly bottom: number;
  readonly isSeen: boolean;
};

/** A field for a time is several stops for the key, and one control: month, day, year, hour and so on. */
const PARTS_OF_TIME = 7;

/** The Tab key reaches every control once, downward as the page is read, and each is seen to have the focus. */
async function expectReachedInOrder(page: Page): Promise<void> {
  const expected = await page.evaluate(() => {
    const stops: Stop[] = [];
    Object.assign(window, { stops });
    document.addEventListener('focusin', ({ target }) => {
      if (!(target instanceof Element)) return;
      const { outlineStyle, boxShadow } = getComputedStyle(target);
      const { top, bottom } = target.getBoundingClientRect();
      stops.push({
        html: target.outerHTML.slice(0, 300),
        top: top + window.scrollY,
        bottom: bottom + window.scrollY,
        isSeen: outlineStyle !== 'none' || boxShadow !== 'none',
      });
    });
    const groups = new Set<string | null>();
    return [
      ...document.querySelectorAll(
        'a[href], button, summary, textarea, select, input:not([type=hidden])',
      ),
    ]
      .filter((one) => one.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }))
      .filter((one) => {
        // One stop for a group of radio buttons; arrow keys lead to the others.
        if (!one.matches('[type=radio]')) return true;
        const group = `${one.closest('form')?.getAttribute('action') ?? ''} ${one.getAttribute('name') ?? ''}`;
        return groups.has(group) ? false : groups.add(group);
      })
      .map((one) => one.outerHTML.slice(0, 300));
  });
  const parts = PARTS_OF_TIME * (await page.locator('[type=date], [type=datetime-local]').count());
  for (let nth = 0; nth < expected.length + parts; nth += 1) await page.keyboard.press('Tab');
  const reached = await page.evaluate(
    () => (window as unknown as { stops: readonly Stop[] }).stops,
  );
  // Then it begins anew.
  const stops = reached.slice(0, expected.length);
  expect(
    stops.map(({ html }) => html),
    `keyboard of ${page.url()}`,
  ).toEqual(expected);
  const upward = stops.filter(({ bottom }, at) => bottom < (stops[at - 1]?.top ?? 0));
  expect(upward, `against the way of reading of ${page.url()}`).toEqual([]);
  expect(
    stops.filter(({ isSeen }) => !isSeen),
    `focus not seen of ${page.url()}`,
  ).toEqual([]);
}

/** On paper nothing can be pressed or unfolded, and no table sticks out or breaks its words. */
async function expectPrintable(page: Page): Promise<void> {
  await page.setViewportSize({ width: PAPER, height: HEIGHT });
  await page.emulateMedia({ media: 'print' });
  await expectNoSidewaysScroll(page);
  const found = await page.evaluate(() => {
    const shown = (selector: string) =>
      [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
    const folded = shown('details')
      .filter((one) =>
        [...one.children].some(
          (child) =>
            child.matches(':not(summary)') &&
            !child.checkVisibility({ contentVisibilityAuto: true }),
        ),
      )
      .map((one) => `folded: ${one.textContent.slice(0, 60)}`);
    const narrow = shown('td, th')
      .filter((one) => one.textContent.trim().length > 4 && one.getBoundingClientRect().width < 40)
      .map((one) => `narrow: ${one.textContent}`);
    const pressed = shown('button, input, select, textarea, form, nav').map((one) =>
      one.outerHTML.slice(0, 100),
    );
    return [...pressed, ...folded, ...narrow];
  });
  await page.emulateMedia({ media: 'screen' });
  expect(found, `print of ${page.url()}`).toEqual([]);
}
