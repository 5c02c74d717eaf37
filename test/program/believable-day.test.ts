/** A day of visitors in every manner: what they did, by their own ledger, is what the dashboard shows. */
import { readFile } from 'node:fs/promises';

import { beforeAll, describe, expect, test } from 'vitest';

import { openBrowser, signInAs } from '../../src/stand-ins/visitors/index.ts';
import { PRIYA, signGo } from '../world/signing.ts';
import { oneProgram } from './one-program.ts';

const PLAN = 'release-plans/personal-health-care-contacts-mvp.md';

const here = oneProgram();

type Judged = { readonly kind: string; readonly verdict: string; readonly sentence: string };
type Ledger = Readonly<Record<string, number>>;

/** The words of the dashboard, rows of tables as `cell | cell`. */
async function dashboard(): Promise<string> {
  const { url } = here().program;
  const page = await signInAs(
    openBrowser(),
    `${url}/sign-in?return=/console/analytics`,
    'product-manager',
  );
  return page.text
    .replaceAll(/<\/t[hd]>/g, ' | ')
    .replaceAll(/<\/?(?:tr|caption|p|h\d)\b[^>]*>/g, '\n')
    .replaceAll(/<[^>]+>/g, '');
}

async function visited(): Promise<Ledger> {
  const come = ['traffic', '--people', '40', '--browsers', '--visits', '2', '--json'];
  const { exitCode, output } = await here().phcc(...come);
  expect(exitCode, output).toBe(0);
  const told = JSON.parse(output.slice(output.indexOf('{'))) as { ledger: Ledger };
  return told.ledger;
}

describe('a believable day', () => {
  let ledger: Ledger;

  beforeAll(async () => {
    const { phcc } = here();
    await phcc('plan', 'load', PLAN);
    await phcc('plan', 'start', ...PRIYA);
    await phcc('testers', 'add', 'all-four@example.test');
    await signGo(phcc);
    for (const stage of ['A', 'B', 'C', 'D']) {
      await phcc('plan', 'advance', '--override', '--to', stage, '--reason', 'A test', ...PRIYA);
    }
    ledger = await visited();
  });

  test('has visitors of every manner', () => {
    expect(ledger).toMatchObject({
      people: 36,
      visits: 36,
      views: 72,
      notFollowed: 8,
      surveyAnswers: 8,
    });
    for (const [name, count] of Object.entries(ledger)) expect(count, name).toBeGreaterThan(0);
  });

  test('is on the dashboard to the unit', async () => {
    await expect
      .poll(dashboard, { interval: 250 })
      .toMatch(
        new RegExp(
          `^\\w{3} \\d{1,2}, \\d{4} \\| ${ledger['people']} \\| ${ledger['visits']} \\| ${ledger['views']} \\| ${ledger['readHelp']} \\| ${ledger['phoneTaps']} \\| ${ledger['scriptErrors']} \\|`,
          'm',
        ),
      );
    const shown = await dashboard();
    const row = (name: string) => new RegExp(`^${name} \\| ([\\d,]+)`, 'm').exec(shown)?.[1];
    expect([row('English'), row('Spanish'), row('Phone'), row('Desktop')]).toEqual(
      [ledger['english'], ledger['spanish'], ledger['phones'], ledger['desktops']].map(String),
    );
    expect(row('Printed')).toBe(String(ledger['printed']));
    expect(row('Help line')).toBe(String(ledger['phoneTaps']));
    expect(shown).toMatch(
      new RegExp(`\\| ${ledger['surveyAnswers']} of ${ledger['surveyAnswers']} \\(100`),
    );
    expect(shown).toMatch(/Stage D at 100%/);
  });

  test('and a few more who come meet what the plan measures', async () => {
    const { phcc } = here();
    await phcc('traffic', '--people', '150', '--from', '301', '--browsers');
    const measured = async () => {
      const { output } = await phcc('plan', 'status', '--json');
      const { criteria } = JSON.parse(output) as { criteria: readonly Judged[] };
      return criteria
        .filter(({ kind }) => kind === 'criterion')
        .map(({ verdict, sentence }) => (verdict === 'met' ? verdict : sentence));
    };
    await expect.poll(measured, { interval: 250 }).toEqual(['met', 'met', 'met']);
  });

  test('is read where the plan’s links lead', async () => {
    const plan = await readFile(PLAN, 'utf8');
    const paths = [...plan.matchAll(/\]\((\/[^)]*)\)/g)].map(([, path = '']) => path);
    expect(paths).toContain('/console/analytics');
    const { url } = here().program;
    const operator = openBrowser();
    await signInAs(operator, `${url}/sign-in?return=/console`, 'product-manager');
    for (const path of paths) expect((await operator.get(url + path)).status, path).toBe(200);
  });

  test('goes at a steady pace, and ends with a ledger in words', async () => {
    const startedAt = performance.now();
    const three = ['traffic', '--people', '3', '--browsers', '--from', '201', '--rate', '60'];
    const { output } = await here().phcc(...three);
    expect(performance.now() - startedAt).toBeGreaterThan(2_000);
    expect(output).toMatch(/^ +2 people$/m);
    expect(output).toMatch(/^ +1 views by people who ask not to be followed/m);
  });
});
