/** An instance in a process of its own, built as the program is, and what it tells of what watching costs it. */
import { fork } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { bundle } from '../../test/program/bundle.ts';

/** Times in milliseconds, memory in megabytes, of a core in percent. */
export type Figures = {
  readonly firstLook: number;
  /** Processor time until then: what the first look costs however busy the machine is. */
  readonly firstLookCpu: number;
  /** How late a timer came until then, at most; and the most processor time between two turns of the loop. */
  readonly lag: number;
  readonly stall: number;
  readonly peak: number;
  readonly idleCpu: number;
  /** The same stall while what was folded is saved, and at rest. */
  readonly idleStall: number;
};

/** The 99th percentile, in milliseconds. */
export type Answered = { readonly status: number; readonly rollback: number };

export type Asked =
  | { readonly ask: 'harm'; readonly people: readonly string[] }
  | { readonly ask: 'answers' };

export type Instance = {
  readonly figures: Promise<Figures>;
  /** Asks for the status and rolls back, again and again. */
  answers(): Promise<Answered>;
  /** Lets these people meet a failure there; the answer is when it had closed the feature, infinite if it stayed open. */
  harm(people: readonly string[]): Promise<number>;
  stop(): Promise<void>;
};

export type Instances = {
  /** @param address of the database, or its directory */
  start(address: string, minutesFast?: number): Instance;
  remove(): Promise<void>;
};

/** Of the program as it is built: transpiled while it runs it needs a third more memory, and its functions are slower. */
export async function builtInstances(): Promise<Instances> {
  const { file, remove } = await bundle('bench/growth/watching.ts');
  const planWorker = pathToFileURL(join('dist', 'plan-worker.mjs')).href;
  const start = (address: string, minutesFast = 0) =>
    startInstance(file, [address, planWorker, String(minutesFast)]);
  return { start, remove };
}

function startInstance(file: string, options: readonly string[]): Instance {
  const child = fork(file, options, { execArgv: [] });
  const told = new EventEmitter();
  child.on('message', ({ name, value }: { name: string; value: unknown }) =>
    told.emit(name, value),
  );
  child.once('exit', (code) => {
    if (code !== 0) told.emit('error', new Error('An instance ended before it was asked to.'));
  });
  const next = async <T>(name: string): Promise<T> => ((await once(told, name)) as [T])[0];
  return {
    figures: next<Figures>('figures'),
    answers: () => {
      child.send({ ask: 'answers' } satisfies Asked);
      return next<Answered>('answered');
    },
    harm: (people) => {
      child.send({ ask: 'harm', people } satisfies Asked);
      return next<number | null>('closed').then((ms) => ms ?? Infinity);
    },
    stop: async () => {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
