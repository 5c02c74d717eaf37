/**
 * A release that harms people, from the plan to the rollback that nobody has to ask for: in a small stage, and when
 * everybody has the feature. Three in ten answers of the contacts page fail.
 */
import { expect, test, type Page } from '@playwright/test';

import { PRIYA, signGo } from '../world/signing.ts';
import { oneProgram } from './one-program.ts';
import { expectAccessible, expectNoSidewaysScroll, RELEASE_PAGE, signIn, visit } from './pages.ts';

const PLAN = 'release-plans/personal-health-care-contacts-mvp.md';

const program = oneProgram();
const { phcc } = program;

type Status = {
  readonly phase: string;
  readonly rolledBack: {
    readonly why: string;
    readonly failed: { readonly open: number; readonly closed: number };
    readonly exposureStopped: boolean;
    readonly firstFailedVisitAt: string;
    readonly lastExposureAt: string;
  } | null;
};

async function status(): Promise<Status> {
  return JSON.parse(await phcc('plan', 'status', '--json')) as Status;
}

/** Veterans come until the feature is taken back, as they would in life; answers what the status says then. */
async function comeUntilTakenBack(
  firstVeteran: number,
): Promise<NonNullable<Status['rolledBack']>> {
  let next = firstVeteran;
  await expect
    .poll(
      async () => {
        await phcc('traffic', '--people', '20', '--from', String(next), '--visits', '2');
        next += 20;
        return (await status()).phase;
      },
      { timeout: 400_000, intervals: [250] },
    )
    .toBe('rolled-back');
  await expect
    .poll(async () => (await status()).rolledBack?.exposureStopped, { timeout: 120_000 })
    .toBe(true);
  const { rolledBack } = await status();
  if (!rolledBack) throw new Error('the release was taken back, and its status does not say so');
  return rolledBack;
}

/** By the guard or by the plan’s own rule, whichever sees it first. */
const HARMED =
  /people whose visit failed had the feature; by chance|contacts error rate caused by us/;
const HARMED_EVERYBODY =
  /The feature failed for \d+ of \d+ people|contacts error rate caused by us/;

/** The console tells it all, on a phone and on a desk. */
async function expectTold(page: Page, why: RegExp): Promise<void> {
  for (const width of [375, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await visit(page, program, RELEASE_PAGE);
    const told = page.getByRole('region', { name: 'Rolled back' });
    await expect(told).toContainText(why);
    await expect(told).toContainText(/People who had a failed visit: \d+ with the feature/);
    await expect(told).toContainText(/The feature is closed on every instance\. From the first/);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }
}

/** How fast it went stands in the output of the run, for whoever wants to compare. */
function tell(words: string): void {
  process.stdout.write(`${words}\n`);
}

test('a page that fails is taken back by itself in a small stage, and again when everybody has it', async ({
  browser,
}) => {
  const operator = await (await browser.newContext()).newPage();
  await signIn(operator, program, 'product-manager', '/console');

  await test.step('from the plan to the canary', async () => {
    await phcc('plan', 'load', PLAN);
    await phcc('plan', 'start', ...PRIYA);
    await phcc('testers', 'add', 'all-four@example.test');
    await signGo(phcc);
    await phcc('plan', 'advance', ...PRIYA);
    await phcc('traffic', '--people', '40');
    expect((await status()).phase).toBe('rollout');
    await visit(operator, program, RELEASE_PAGE);
    await expect(operator.getByRole('region', { name: 'Live measurements' })).toBeVisible();
  });

  await test.step('three in ten answers fail: the canary is taken back', async () => {
    await phcc('stand-in', 'fault', 'page-500', '--share', '30%');
    const { why, failed, firstFailedVisitAt, lastExposureAt } = await comeUntilTakenBack(41);
    expect(why).toMatch(HARMED);
    expect(failed.open).toBeGreaterThan(0);
    await expectTold(operator, HARMED);
    const seconds = (Date.parse(lastExposureAt) - Date.parse(firstFailedVisitAt)) / 1000;
    tell(
      `canary: ${failed.open} people harmed; ${seconds} s from first failed visit to last exposure`,
    );
  });

  await test.step('the same again when everybody has it', async () => {
    await phcc('stand-in', 'fault', 'none');
    await signGo(phcc, '--reason', 'The page is mended');
    for (const stage of ['A', 'B', 'C', 'D']) {
      const { output } = await program.phccAsIs(
        'plan',
        'advance',
        '--override',
        '--to',
        stage,
        '--reason',
        `To stage ${stage}`,
        ...PRIYA,
      );
      expect(output).toContain('Open to');
    }
    await phcc('traffic', '--people', '40', '--from', '1001');
    expect((await status()).phase).toBe('rollout');
    await phcc('stand-in', 'fault', 'page-500', '--share', '30%');
    const { why, failed, firstFailedVisitAt, lastExposureAt } = await comeUntilTakenBack(1041);
    expect(why).toMatch(HARMED_EVERYBODY);
    await expectTold(operator, HARMED_EVERYBODY);
    const seconds = (Date.parse(lastExposureAt) - Date.parse(firstFailedVisitAt)) / 1000;
    tell(
      `everybody: ${failed.open} people harmed; ${seconds} s from first failed visit to last exposure`,
    );
  });

  await test.step('the report tells it', async () => {
    const report = await phcc('plan', 'report');
    expect(
      report.match(/Rolled back\. .* Failed visits: \d+ people with the feature, \d+ without it/g),
    ).toHaveLength(1);
    // Everyone had the feature, so there was no one to compare with.
    expect(
      report.match(/Rolled back\. .* with the feature; no one was seen without it/g),
    ).toHaveLength(1);
    expect(
      report.match(/The feature is no longer shown to anyone\. From the first failed visit/g),
    ).toHaveLength(2);
  });
});
