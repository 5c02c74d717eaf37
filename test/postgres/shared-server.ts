/**
 * The one server of a test run. `global-setup.ts` puts it into the environment before the test processes
 * start; whoever sets `TEST_POSTGRES_URL` beforehand chooses the server.
 */
const URL_SETTING = 'TEST_POSTGRES_URL';
const PROBLEM_SETTING = 'TEST_POSTGRES_PROBLEM';

/** Throws, with the reason, when there is no server: a suite that can't run has failed. */
export function sharedPostgresUrl(): string {
  const url = process.env[URL_SETTING];
  if (url !== undefined) return url;
  throw new Error(
    process.env[PROBLEM_SETTING] ??
      'No PostgreSQL was started: test/postgres/global-setup.ts is missing from the test configuration.',
  );
}

export const isChosenByUser = (): boolean => process.env[URL_SETTING] !== undefined;

export function announceServer(url: string): void {
  process.env[URL_SETTING] = url;
}

export function announceProblem(error: unknown): void {
  process.env[PROBLEM_SETTING] = error instanceof Error ? error.message : String(error);
}

export function withdrawServer(): void {
  Reflect.deleteProperty(process.env, URL_SETTING);
}
