/** Members that live in the test’s own process: killing one means that nothing of it reaches the store any more. */
import { createMember, type Lend, type MemberSettings, type Point } from './member.ts';

export function lendInProcess(settings: Pick<MemberSettings, 'url' | 'toggles'>): Lend {
  return async (aheadMs) => {
    let isDead = false;
    let fatal: Point | null = null;
    let stopped: (() => Promise<void>) | null = null;
    const member = await createMember({
      ...settings,
      aheadMs,
      isDead: () => isDead,
      reached: async (point) => {
        if (point === 'before the intent') await stopped?.();
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
      stopBeforeIntent: () => {
        let goOn = () => undefined as void;
        let reach = (_isReached: boolean) => undefined as void;
        const goneOn = new Promise<void>((resolve) => (goOn = resolve));
        const reached = new Promise<boolean>((resolve) => (reach = resolve));
        stopped = () => {
          reach(true);
          return goneOn;
        };
        return Promise.resolve({
          reached,
          goOn: () => {
            stopped = null;
            goOn();
            return Promise.resolve();
          },
        });
      },
    };
  };
}
