/** The people of a release carry a plan from draft to closed in the console alone, with scripts and without. */
import { expect, test, type Browser, type Locator, type Page } from '@playwright/test';

import { oneProgram } from './one-program.ts';
import { expectAccessible, signedIn, takeSession } from './pages.ts';

const CARRIERS = 'product manager, product owner or engineer';
const ITEMS = {
  'contact-center': 'The contact center has the product guide',
  engineer: 'Everyone on call knows the number',
  'product-owner': 'Half of Veterans is a good beginning',
  'product-manager': 'Somebody watches the dashboards',
} as const;
const CONDITION = 'The alert reaches the engineer on call';

type Role = keyof typeof ITEMS | 'reviewer';

/** No program asks for its toggle, so it can be removed in the end. */
const planFor = (toggle: string) => `# Release plan: ${toggle}
## Changelog

## Feature toggle
- Toggle name: \`${toggle}\`

## Phase I: moderated production testing
### Planning
- Desired number of users: 1

## Phase II: staged rollout
### Stage A: Half
#### Planning
- Length of time: 2 hours
- Percentage of Users: 50% (at least 10 people)

### Stage B: Everybody
#### Planning
- Length of time: 1 day
- Percentage of Users: 100%

## Terms

- \`no go items: the people of this plan ask their own\`
${Object.entries(ITEMS)
  .map(([role, text]) => `- \`go item by ${role.replace('-', ' ')}: ${text}\``)
  .join('\n')}
`;

const program = oneProgram();

/** The people of one release, each in a browser of their own. */
function peopleOf(browser: Browser, id: string, hasScripts: boolean) {
  const windows = new Map<Role, Page>();
  const windowOf = async (role: Role) => {
    const theirs =
      windows.get(role) ??
      (await signedIn(browser, program, role, { javaScriptEnabled: hasScripts }));
    windows.set(role, theirs);
    return theirs;
  };
  const open = async (role: Role, path: string) => {
    const page = await windowOf(role);
    await page.goto(program.url + path);
    return page;
  };
  return {
    open,
    /** A page of the release; without a name, Now. */
    at: (role: Role, page = '') => open(role, `/console/releases/${id}${page && `/${page}`}`),
    /** Time passes for the program, and longer than a session lasts: everybody signs in anew. */
    async daysPass(days: number) {
      await program.phcc('clock', 'advance', `${days}d`);
      for (const [role, page] of windows) await takeSession(page.context(), program, role);
    },
  };
}

/** The form of a step, unfolded, or who may take it. */
async function form(page: Page, step: string): Promise<Locator> {
  const folded = page.locator(`#step-${step}`);
  const isFolded = (await folded.getAttribute('open')) === null;
  // For roles that may not take it there is nothing to unfold.
  if (isFolded)
    for (const summary of await folded.locator('> summary').all()) await summary.click();
  return folded;
}

async function give(page: Page, step: string, reason: string | null): Promise<void> {
  const filled = await form(page, step);
  if (reason !== null) await filled.locator('[name=reason]').fill(reason);
  await press(page, filled.getByRole('button'));
}

/** And waits for the page that it leads to: the next form is of that one. */
async function press(page: Page, button: Locator): Promise<void> {
  await Promise.all([page.waitForEvent('domcontentloaded'), button.click()]);
}

const item = (page: Page, text: string) => page.locator('.room-item').filter({ hasText: text });
const said = (page: Page, text: string | RegExp) =>
  expect(page.getByText(text).first()).toBeVisible();
const state = (page: Page, words: string) =>
  expect(page.locator('.state').first()).toHaveText(words);

for (const hasScripts of [true, false]) {
  test(`carries a plan from draft to closed ${hasScripts ? 'with' : 'without'} scripts`, async ({
    browser,
  }) => {
    const toggle = hasScripts ? 'letters_live' : 'letters_plain';
    const { at, open, daysPass } = peopleOf(browser, toggle, hasScripts);

    await test.step('the product manager loads the plan and starts it', async () => {
      await said(
        await open('contact-center', '/console/load'),
        `Loading a plan is for a ${CARRIERS}.`,
      );
      const page = await open('product-manager', '/console/load');
      await page.getByLabel('Name of the release').fill(toggle);
      await page.getByLabel('Or its text').fill(planFor(toggle));
      await press(page, page.getByRole('button', { name: 'Show what it changes' }));
      if (hasScripts) await expectAccessible(page);
      await press(page, page.getByRole('button', { name: `Load it as ${toggle}` }));
      await expect(page).toHaveURL(/\/plan$/);
      await state(page, 'Draft');
      await said(
        await at('product-owner', 'go-no-go'),
        /The decision is on the results of Phase I/,
      );
      const reviewer = await at('reviewer');
      await expect(await form(reviewer, 'start')).toContainText(
        `Start Phase I: for a ${CARRIERS}.`,
      );
      const now = await at('product-manager');
      await give(now, 'start', null);
      await said(now, 'Phase I has started.');
    });

    await test.step('each answers the item of their role, and nobody signs before', async () => {
      const owner = await at('product-owner', 'go-no-go');
      await give(owner, 'go', 'No tester in this journey');
      const refusal = owner.getByText(/Nobody’s signature answers for another/);
      for (const role of Object.keys(ITEMS))
        await expect(refusal).toContainText(role.replace('-', ' '));
      for (const [index, [role, text]] of Object.entries(ITEMS).entries()) {
        const page = await at(role as Role, 'go-no-go');
        const unanswered = Object.entries(ITEMS).slice(index + 1);
        for (const [other, theirs] of unanswered) {
          await expect(item(page, theirs)).toContainText(
            `Only the ${other.replace('-', ' ')} can answer this.`,
          );
        }
        const mine = item(page, text);
        await mine.locator('summary').filter({ hasText: 'Answer' }).click();
        await mine.getByRole('radio', { name: 'Yes' }).check();
        await press(page, mine.getByRole('button', { name: 'Save the answer' }));
        await said(page, 'Your answer is saved.');
      }
    });

    await test.step('the product owner signs up to Stage A', async () => {
      await said(await at('contact-center', 'go-no-go'), `Deciding is for: ${CARRIERS}.`);
      const page = await at('product-owner', 'go-no-go');
      const go = await form(page, 'go-conditional');
      await go.getByLabel('What has to be closed').first().fill(CONDITION);
      await go.getByLabel('Closed by').first().selectOption('engineer');
      await give(page, 'go-conditional', 'No tester in this journey');
      await said(page, 'Your go is signed.');
    });

    await test.step('the product manager opens Stage A, and no more than that', async () => {
      await said(await at('reviewer'), `Open Stage A (50%) is for a ${CARRIERS}.`);
      const page = await at('product-manager');
      await press(page, page.getByRole('button', { name: 'Open Stage A (50%)' }));
      await said(page, 'The next stage is open.');
      await state(page, 'Waiting for go, open to 50% of Veterans');
      await said(page, /Stage A needs at least 10 people; 0 have come so far/);
      await said(page, /The next stage stays shut until each is closed by name/);
      await expect(page.getByText('Open Stage B')).toHaveCount(0);
    });

    await test.step('the contact center enters its calls', async () => {
      const manager = await at('product-manager', 'results');
      await expect(await form(manager, 'enter-calls')).toContainText(
        'Enter the calls of a day: for the contact center.',
      );
      const page = await at('contact-center', 'results');
      const calls = await form(page, 'enter-calls');
      for (const field of await calls.getByRole('spinbutton').all()) await field.fill('2');
      await give(page, 'enter-calls', null);
      await said(page, 'The calls are saved.');
    });

    await test.step('the engineer closes the condition', async () => {
      const manager = await at('product-manager', 'go-no-go');
      await expect(item(manager, CONDITION)).toContainText('Only the engineer can close this.');
      const page = await at('engineer', 'go-no-go');
      await give(page, 'close-condition-1', 'Tried at noon');
      await said(page, 'The condition is closed.');
    });

    await test.step('the product manager opens it for everybody', async () => {
      const page = await at('product-manager');
      await give(page, 'advance-override', 'Counted by hand');
      await state(page, 'Open to 100% of Veterans');
      await give(page, 'advance-override', 'Counted by hand');
      await state(page, 'Fully on');
    });

    await test.step('check-ins are answered once they are due', async () => {
      const early = await at('product-manager');
      await expect(early.locator('.check-ins')).toContainText('One-week check-in: opens on');
      await said(early, 'Check-ins: 3 still open');
      await expect(early.locator('#step-close')).toHaveCount(0);
      await daysPass(40);
      // No program asks for its toggle, so nothing is heard of it. What is due is due all the same.
      await expect
        .poll(async () => (await at('product-manager')).locator('.state').first().textContent())
        .toBe('On hold');
      const others = await at('contact-center');
      await expect(await form(others, 'check-in-one-week')).toContainText(`: for a ${CARRIERS}.`);
      const page = await at('product-manager');
      if (hasScripts) await expectAccessible(page);
      await give(page, 'check-in-one-week', 'Nobody needed a change');
      await give(page, 'check-in-one-month', 'Nobody needed a change since');
      await give(page, 'check-in-post-launch-waive', 'Nobody came in this journey');
      await expect(page.locator('.check-ins')).toContainText('Post-launch questions: waived');
    });

    await test.step('the flag is removed, and the release is closed', async () => {
      const page = await at('product-manager');
      // Nothing was heard of the feature, for which it was held. Now that it is carried out, the program lets it go.
      await expect(async () => {
        await page.goto(page.url());
        await expect(page.locator('.state').first()).toHaveText('Fully on', { timeout: 1_000 });
      }).toPass({ timeout: 30_000 });
      await (await form(page, 'close')).getByLabel('Commit or pull request').fill('vets-api#17316');
      await give(page, 'close', null);
      await said(page, `The flag engine still has ${toggle}`);
      await said(
        await open('reviewer', `/console/flags/${toggle}`),
        `Removing a flag is for a ${CARRIERS}.`,
      );
      await page.getByRole('link', { name: toggle, exact: true }).click();
      await page.getByLabel('Reason (required, kept in the history)').fill('It is out of the code');
      await press(page, page.getByRole('button', { name: 'Remove the flag' }));
      await said(page, 'This flag was removed.');
      if (hasScripts) await expectAccessible(page);
      const reviewer = await at('reviewer');
      await expect(await form(reviewer, 'close')).toContainText(
        `Close the release: for a ${CARRIERS}.`,
      );
      const now = await at('product-manager');
      await (await form(now, 'close')).getByLabel('Commit or pull request').fill('vets-api#17316');
      await give(now, 'close', null);
      await said(now, 'The release is closed.');
      await state(now, 'Closed');
      if (hasScripts) await expectAccessible(now);
      await expect(now.locator('[id^=step-]')).toHaveCount(0);
    });
  });
}
