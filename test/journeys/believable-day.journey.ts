/** Forty people in real browsers, each in a manner of their own: what they did is on the dashboard to the unit. */
import { expect, test, type Browser, type Page } from '@playwright/test';

import { syntheticVeteran } from '../../src/stand-ins/people/index.ts';
import { PRIYA, signGo } from '../world/signing.ts';
import { oneProgram } from './one-program.ts';
import { signedIn } from './pages.ts';
import {
  askNotToBeFollowed,
  failScript,
  holdTime,
  isAsked,
  leave,
  NOT_FOLLOWED,
  row,
  tapHelpLine,
  turnAway,
} from './visitors.ts';

const PLAN = 'release-plans/personal-health-care-contacts-mvp.md';
const CONTACTS = '/profile/contacts';
const VISITORS = 40;
/** Of them at the same time. */
const AT_ONCE = 4;

const program = oneProgram();

/** What the dashboard has to show of all that was acknowledged. */
type Ledger = Record<
  | 'people'
  | 'views'
  | 'spanish'
  | 'phones'
  | 'desktops'
  | 'readHelp'
  | 'phoneTaps'
  | 'printed'
  | 'errors'
  | 'asked'
  | 'answers',
  number
>;

test.beforeAll(async () => {
  const { phcc } = program;
  await phcc('plan', 'load', PLAN);
  await phcc('plan', 'start', ...PRIYA);
  await signGo(phcc);
  for (const stage of ['A', 'B', 'C', 'D'])
    await phcc('plan', 'advance', '--override', '--to', stage, '--reason', 'A test', ...PRIYA);
});

const ANSWERS = 'Yes, it was helpful';

/** One visit. Of ten people who follow each other one has no JavaScript, one asks not to be followed, and so on. */
async function visit(browser: Browser, number: number): Promise<Partial<Ledger>> {
  const manner = mannerOf(number);
  const asksNotToBeFollowed = number % 10 === 1;
  const page = await signedIn(browser, program, syntheticVeteran(number).slug, {
    viewport: manner.isPhone ? { width: 375, height: 600 } : { width: 1280, height: 800 },
    javaScriptEnabled: manner.hasScripts,
    ...(asksNotToBeFollowed && NOT_FOLLOWED),
  });
  return asksNotToBeFollowed ? readUnseen(page) : read(page, manner);
}

/** Nothing of them leaves the browser. */
async function readUnseen(page: Page): Promise<Partial<Ledger>> {
  const asked = await askNotToBeFollowed(page);
  await page.goto(program.url + CONTACTS);
  await page.locator('#how-to-update').scrollIntoViewIfNeeded();
  await page.goto('about:blank');
  expect(asked).not.toContain('/v0/events');
  return {};
}

type Manner = {
  readonly hasScripts: boolean;
  readonly isPhone: boolean;
  readonly readsHelp: boolean;
  readonly tapsPhone: boolean;
  readonly prints: boolean;
  readonly meetsError: boolean;
  readonly isSpanish: boolean;
  readonly answers: boolean;
};

function mannerOf(number: number): Manner {
  const kind = number % 10;
  return {
    hasScripts: kind !== 0,
    isPhone: number % 2 === 0,
    readsHelp: [2, 5, 7].includes(kind),
    tapsPhone: kind === 4,
    prints: kind === 6,
    meetsError: number === 8,
    isSpanish: kind === 2,
    answers: kind === 0 || kind === 3,
  };
}

async function read(page: Page, manner: Manner): Promise<Partial<Ledger>> {
  if (manner.hasScripts) await holdTime(page);
  await page.goto(program.url + CONTACTS);
  await page.locator('#how-to-update').scrollIntoViewIfNeeded();
  let wasAsked = await isAsked(page);
  let reloads = 0;
  while (manner.answers && !wasAsked) {
    if (manner.hasScripts) await turnAway(page);
    await page.reload();
    reloads += 1;
    wasAsked = await isAsked(page);
  }
  const acts = [
    [manner.readsHelp, readHelp],
    [manner.tapsPhone, tapHelpLine],
    [manner.prints, () => page.pdf()],
    [manner.meetsError, () => failScript(page, 'x')],
    [manner.hasScripts && (manner.isSpanish || manner.answers), turnAway],
    [manner.isSpanish, changeToSpanish],
    [manner.answers, answerSurvey],
  ] as const;
  for (const [isDone, act] of acts) if (isDone) await act(page);
  wasAsked ||= await isAsked(page);
  // What a page reports its scripts have noticed, which run before it is loaded.
  await page.waitForLoadState();
  await (manner.hasScripts ? leave(page) : page.goto('about:blank'));
  return { ...countsOf(manner, reloads), asked: Number(wasAsked) };
}

function countsOf({ hasScripts, isPhone, ...manner }: Manner, reloads: number): Partial<Ledger> {
  const views = (manner.isSpanish || manner.answers ? 2 : 1) + reloads;
  return {
    people: 1,
    views,
    ...(hasScripts && { [isPhone ? 'phones' : 'desktops']: views }),
    spanish: Number(manner.isSpanish),
    readHelp: Number(manner.readsHelp),
    phoneTaps: Number(manner.tapsPhone),
    printed: Number(manner.prints),
    errors: Number(manner.meetsError),
    answers: Number(manner.answers),
  };
}

async function changeToSpanish(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Español' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
}

async function answerSurvey(page: Page): Promise<void> {
  await page.getByLabel(ANSWERS).check();
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page).toHaveURL(/[?&]survey=kept/);
}

async function readHelp(page: Page): Promise<void> {
  // It is in view before the time passes.
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        const help = document.querySelector('#how-to-update');
        if (help) new IntersectionObserver(resolve).observe(help);
      }),
  );
  await page.clock.runFor(6_000);
}

/** Some at a time, until all have come. */
async function allVisits(browser: Browser): Promise<Ledger> {
  const left = Array.from({ length: VISITORS }, (_, index) => index + 1);
  const ledger: Ledger = {
    ...{ people: 0, views: 0, spanish: 0, phones: 0, desktops: 0 },
    ...{ readHelp: 0, phoneTaps: 0, printed: 0, errors: 0, asked: 0, answers: 0 },
  };
  const comeAndGo = async () => {
    for (let number = left.shift(); number !== undefined; number = left.shift()) {
      for (const [what, count] of Object.entries(await visit(browser, number))) {
        ledger[what as keyof Ledger] += count;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, comeAndGo));
  return ledger;
}

test('a believable day is on the dashboard to the unit, and nobody is who asks not to be followed', async ({
  browser,
}) => {
  const ledger = await allVisits(browser);
  expect(ledger).toMatchObject({ people: 36, readHelp: 12, phoneTaps: 4, printed: 4, answers: 8 });
  const { people, views, readHelp: readers, phoneTaps, errors, asked, answers } = ledger;
  const dashboard = await signedIn(browser, program, 'product-manager');
  await expect(async () => {
    await dashboard.goto(`${program.url}/console/analytics`);
    expect(await row(dashboard, /^By day/, /\w{3} \d+, \d{4}/)).toEqual(
      [people, people, views, readers, phoneTaps, errors, asked, answers].map(String),
    );
    const counted = async (caption: RegExp, name: string) =>
      Number((await row(dashboard, caption, name))[0]);
    expect({
      spanish: await counted(/^Views by language/, 'Spanish'),
      phones: await counted(/^Views by device/, 'Phone'),
      desktops: await counted(/^Views by device/, 'Desktop'),
      printed: await counted(/^What else/, 'Printed'),
    }).toEqual({
      spanish: ledger.spanish,
      phones: ledger.phones,
      desktops: ledger.desktops,
      printed: ledger.printed,
    });
  }).toPass({ timeout: 60_000 });
});
