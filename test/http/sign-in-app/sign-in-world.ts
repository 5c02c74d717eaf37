import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { identityMigrations, type IdentityDeps } from '../../../src/identity/index.ts';
import { migrate, type OpenDatabase } from '../../../src/lib/database/index.ts';
import type { StandInPerson } from '../../../src/stand-ins/people/index.ts';
import { openTestDatabase } from '../../postgres/index.ts';
import {
  openBrowser,
  signInAs,
  type Browser,
  type VisitedPage,
} from '../../../src/stand-ins/visitors/index.ts';
import { startSignInApp, type SignInApp } from './sign-in-app.ts';

/** For each test a program to sign in to, with nobody signed in, and a browser without cookies. */
export type SignInWorld = {
  /** This test's program and browser; only inside tests and hooks. */
  now(): { readonly app: SignInApp; readonly browser: Browser };
  /** A further program on the same database, set up otherwise; closed after the test. */
  startApp(changes?: Partial<IdentityDeps>, people?: readonly StandInPerson[]): Promise<SignInApp>;
  /** Signs this test's browser in and goes where that leads. */
  signIn(slug: string, path?: string): Promise<VisitedPage>;
  rows(table: string): Promise<Record<string, unknown>[]>;
  /** Undone after the test, the last first. */
  afterwards(step: () => Promise<void>): void;
};

/** Registers the hooks that keep such a world for the tests of one file. */
export function signInWorld(people: readonly StandInPerson[]): SignInWorld {
  let database: OpenDatabase;
  let app: SignInApp;
  let browser: Browser;
  const toUndo: (() => Promise<void>)[] = [];
  const tables = () => database.db.withTables<Record<string, Record<string, unknown>>>();
  const world: SignInWorld = {
    now: () => ({ app, browser }),
    startApp: async (changes = {}, who = people) => {
      const started = await startSignInApp({ db: database.db, people: who, changes });
      toUndo.push(started.close);
      return started;
    },
    signIn: (slug, path = '/profile/contacts') =>
      signInAs(browser, `${app.url}/sign-in?return=${encodeURIComponent(path)}`, slug),
    rows: (table) => tables().selectFrom(table).selectAll().execute(),
    afterwards: (step) => void toUndo.push(step),
  };
  beforeAll(async () => {
    database = await openTestDatabase();
    const migrated = await migrate(database.db, identityMigrations);
    if (!migrated.ok) throw new Error(migrated.error.sentence);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    app = await world.startApp();
    browser = openBrowser();
  });
  afterEach(async () => {
    for (const step of toUndo.splice(0).reverse()) await step();
    await tables().deleteFrom('sessions').execute();
  });
  return world;
}
