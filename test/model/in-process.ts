/** Members that live in the test’s own process: killing one means that nothing of it reaches the store any more. */
import { createMember, type Lend, type MemberSettings, type Point } from './member.ts';

export function lendInProcess(settings: Pick<MemberSettings, 'url' | 'toggles'>): Lend {
  return async (aheadMs) => {
    let isDead = false;
    let fatal: Point | null = null;
    let stopped: { readonly at: Point; readonly wait: () => Promise<void> } | null = null;
    const member = await createMember({
      ...settings,
      aheadMs,
      isDead: () => isDead,
      reached: async (point) => {
        if (point === stopped?.at) await stopped.wait();
        if (point !== fatal) return;
        isDead = true;
        throw new Error('killed');
      },
    });
    return {
      ...member,
      isDead: () => isDead,
      dieAt: (point) => {
        fatal = point;
        return Promise.resolve();
      },
      kill: async () => {
        isDead = true;
        await member.stop();
      },
      stopAt: (at) => {
        const gate = openGate();
        const arrival = openGate();
        const wait = () => {
          arrival.pass();
          return gate.passed;
        };
        stopped = { at, wait };
        return Promise.resolve({
          reached: arrival.passed.then(() => true),
          goOn: () => {
            stopped = null;
            gate.pass();
            return Promise.resolve();
          },
        });
      },
    };
  };
}

type Gate = { readonly passed: Promise<void>; pass(): void };

function openGate(): Gate {
  const way = new AbortController();
  const passed = new Promise<void>((resolve) => {
    way.signal.addEventListener('abort', () => resolve());
  });
  return { passed, pass: () => way.abort() };
}
