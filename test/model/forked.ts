/** Members that are processes of their own, and are killed by SIGKILL. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

import type { Lend, Lent, Member, MemberSettings } from './member.ts';
import type { FromMember, ToMember } from './member-process.ts';

/** `program`: what each process runs, `member-process.ts`. */
export function lendForked(
  program: string,
  settings: Pick<MemberSettings, 'url' | 'toggles'>,
): Lend {
  return async (aheadMs) => {
    const child = fork(program, [JSON.stringify({ ...settings, aheadMs })], { execArgv: [] });
    const isDead = () => child.exitCode !== null || child.signalCode !== null;
    const call = callsOf(child);
    await call.ready;
    const methods = Object.fromEntries(
      METHODS.map((method) => [method, (...args: readonly unknown[]) => call.of(method, args)]),
    ) as Member;
    return {
      ...methods,
      dieAt: async (point) => {
        await call.of('dieAt', [point]);
      },
      isDead,
      kill: async () => {
        if (isDead()) return;
        const exit = once(child, 'exit');
        child.kill('SIGKILL');
        await exit;
      },
      stop: async () => {
        if (isDead()) return;
        const exit = once(child, 'exit');
        await methods.stop();
        await exit;
      },
      stopAt: () => Promise.reject(new Error('Nothing goes on after it was killed.')),
    } satisfies Lent;
  };
}

const METHODS = [
  'load',
  'take',
  'tell',
  'visit',
  'tick',
  'whoIsOpen',
  'cutOff',
  'mute',
  'advance',
  'stop',
] as const satisfies readonly (keyof Member)[];

type Waiting = { resolve(value: unknown): void; reject(error: Error): void };

/** Questions to a process, and its answers. What a killed one was asked is never answered. */
function callsOf(child: ChildProcess) {
  const waiting = new Map<number, Waiting>();
  let count = 0;
  const answered = (number: number) =>
    new Promise((resolve, reject) => {
      waiting.set(number, { resolve, reject });
    });
  const READY = 0;
  const ready = answered(READY);
  child.on('message', (message: FromMember) => {
    const number = 'ready' in message ? READY : message.number;
    const { resolve, reject } = waiting.get(number) ?? {};
    waiting.delete(number);
    if ('problem' in message) reject?.(new Error(message.problem));
    else resolve?.('value' in message ? message.value : null);
  });
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('killed'));
    waiting.clear();
  });
  return {
    ready,
    of: (method: string, args: readonly unknown[]): Promise<unknown> => {
      count += 1;
      const number = count;
      const answer = answered(number);
      child.send({ number, method, args } satisfies ToMember);
      return answer;
    },
  };
}
