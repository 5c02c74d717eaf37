import { expect, test, type Browser, type Page } from '@playwright/test';

import { startProgram, temporaryDirectory, type RunningProgram } from '../program/program.ts';
import { signedIn, type Site } from './pages.ts';

const PLAN = 'release-plans/personal-health-care-contacts-mvp.md';

/** A program of its own for one file of journeys, in Phase I, with these people as testers. */
export function openForTesters(slugs: readonly string[], environment: Record<string, string> = {}) {
  let running: RunningProgram;
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  const program: Site = {
    get url() {
      return running.url;
    },
  };
  const phcc = async (...args: readonly string[]): Promise<void> => {
    const { exitCode, output } = await running.phcc(...args);
    expect(exitCode, output).toBe(0);
  };
  /** Somebody who is signed in, in a browser window of their own. */
  const person = (browser: Browser, slug: string, options = {}): Promise<Page> =>
    signedIn(browser, program, slug, options);
  test.beforeAll(async () => {
    directory = await temporaryDirectory();
    running = await startProgram({ dataDir: directory.path, environment });
    await phcc('plan', 'load', PLAN);
    await phcc('plan', 'start');
    for (const slug of slugs) await phcc('testers', 'add', `${slug}@example.test`);
  });
  test.afterAll(async () => {
    await running.stop();
    await directory.remove();
  });
  return { program, phcc, person };
}
