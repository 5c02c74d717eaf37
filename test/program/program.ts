/** The whole program as its users start it: a process of its own, on a data directory of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { putClusterWithTables } from '../postgres/prepared-cluster.ts';
import { runCommand } from './command-host.ts';
import type { Ended } from './ended.ts';

export type RunningProgram = {
  readonly url: string;
  readonly dataDir: string;
  readonly pid: number;
  /** Runs `phcc` against this program. */
  phcc(...args: readonly string[]): Promise<Ended>;
  /** Ends it as a service manager would. */
  stop(): Promise<Ended>;
  /** Ends it as a crash would, and waits until it is gone. */
  kill9(): Promise<void>;
};

type Start = {
  readonly dataDir: string;
  readonly port?: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether it has to make its database itself, as on a new machine: that takes some seconds. */
  readonly fromNothing?: boolean;
  /** What to run instead of `npm start`'s script. */
  readonly command?: readonly string[];
  /** How Node runs it, `SHORT_LIVED` unless it is told otherwise. */
  readonly nodeOptions?: readonly string[];
};

const READY = 'is running';

export async function startProgram(options: Start): Promise<RunningProgram> {
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const environment: Readonly<Record<string, string>> = {
    ...options.environment,
    PORT: String(port),
    DATA_DIR: options.dataDir,
  };
  if (!options.fromNothing && !environment['DATABASE_URL']) await prepare(options.dataDir);
  const { command = ['scripts/start.mjs'], nodeOptions = SHORT_LIVED } = options;
  const { child, said } = run([...nodeOptions, ...command], environment);
  const ended = once(child, 'exit');
  await untilSaid(child, said);
  return {
    url,
    dataDir: options.dataDir,
    pid: child.pid ?? 0,
    phcc: (...args) => runCommand(args, { ...environment, PHCC_URL: url }),
    stop: async () => {
      child.kill('SIGTERM');
      const [exitCode] = (await ended) as [number | null];
      return { exitCode, output: said() };
    },
    kill9: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function prepare(dataDir: string): Promise<void> {
  const isEmpty = (await readdir(dataDir)).length === 0;
  if (isEmpty) await putClusterWithTables(dataDir);
}

/** Starts the program where it is expected to refuse, and answers with what it said. */
export function refusedStart(environment: Readonly<Record<string, string>>): Promise<Ended> {
  return runToEnd(['scripts/start.mjs'], environment);
}

export async function runToEnd(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Ended> {
  const { child, said } = run([...SHORT_LIVED, ...args], environment);
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { exitCode, output: said() };
}

/** A directory for one test, and how to be rid of it. */
export async function temporaryDirectory() {
  const path = await mkdtemp(join(tmpdir(), 'phcc-test-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/**
 * A port that nothing has, from below those that the system gives to connections: many programs are started side by
 * side, and one of those could be taken before its program listens there.
 */
export async function freePort(): Promise<number> {
  const port = randomInt(10_000, 32_000);
  const server = createServer();
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return freePort();
  }
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * Node optimizes the code of the embedded database while that is used, which takes a processor three seconds for
 * each program: more than it wins within ten thousand statements.
 */
export const SHORT_LIVED = ['--liftoff-only'];

/** Hundreds of people sign in from one address. */
const FOR_TESTS = { LOG_LEVEL: 'error', REQUESTS_PER_MINUTE: '1000000' };

function run(args: readonly string[], environment: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [...args], {
    env: { ...process.env, ...FOR_TESTS, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const listen = (chunk: Buffer) => (output += chunk.toString());
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  return { child, said: () => output };
}

/** Waits for the line that says it is running; a process that ends before that has failed, and says why. */
async function untilSaid(child: ChildProcess, said: () => string): Promise<void> {
  while (!said().includes(READY)) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`The program did not start: ${said()}`);
    }
    await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'exit')]);
  }
}
