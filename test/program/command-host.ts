import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

import type { Ended } from './ended.ts';

type Settings = Readonly<Record<string, string>>;
type Answer = Ended & { readonly id: number };

const HOST = join(import.meta.dirname, 'command-host.mjs');

let host: ChildProcess | null = null;
let asked = 0;

/** Runs one command of phcc in the process that runs all of them for this one; `settings`: its environment. */
export function runCommand(words: readonly string[], settings: Settings): Promise<Ended> {
  const running = (host ??= startHost());
  const id = (asked += 1);
  return new Promise((resolve, reject) => {
    const gone = () => {
      reject(new Error('the process that runs commands of phcc has ended'));
    };
    const listen = ({ id: answered, ...ended }: Answer) => {
      if (answered !== id) return;
      running.off('message', listen).off('exit', gone);
      resolve(ended);
    };
    running.on('message', listen).on('exit', gone);
    running.send({ id, words, settings });
  });
}

/** It ends with the tests: by itself it has nothing to do. */
function startHost(): ChildProcess {
  const started = fork(HOST, {
    execArgv: ['--liftoff-only'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  started.setMaxListeners(0);
  started.on('exit', () => (host = null));
  started.unref();
  started.channel?.unref();
  return started;
}
