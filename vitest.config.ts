import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tests that start programs, end them badly, or measure: each file has a process of its own. */
const PROGRAMS = ['test/{crash,model,program}/**/*.test.ts', 'test/documents.test.ts'];

/** Programs take longest, so they come first: at the end no processor waits for the last of them. */
class ProgramsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isProgram = ({ project }: TestSpecification) => project.name === 'programs';
    return [...sorted.filter(isProgram), ...sorted.filter((file) => !isProgram(file))];
  }
}

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    globalSetup: ['test/postgres/global-setup.ts'],
    // Its own default leaves one core idle, which on a machine with two is half of it.
    maxWorkers: '100%',
    // For what hangs: how fast something is, no test asks, and a busy machine may take its time.
    testTimeout: 1_200_000,
    hookTimeout: 1_200_000,
    expect: { poll: { timeout: 60_000 } },
    sequence: { sequencer: ProgramsFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'programs',
          include: PROGRAMS,
        },
      },
      {
        extends: true,
        test: {
          name: 'units',
          include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts', 'scripts/**/*.test.mjs'],
          exclude: PROGRAMS,
          // One process for many files: loading what they import would take longer than running them.
          isolate: false,
        },
      },
    ],
    // A test that prints has either forgotten a console.log or broken a promise.
    onConsoleLog: (log) => {
      throw new Error(`a test wrote to the console: ${log}`);
    },
  },
});
