/** A member in a process of its own, that does what its parent tells it, and dies by SIGKILL. */
import { createMember, type MemberSettings, type Point } from './member.ts';

/** `call` of a member’s method; `fatal`: the point at which to die. */
export type ToMember = {
  readonly number: number;
  readonly method: string;
  readonly args: readonly unknown[];
};
export type FromMember =
  | { readonly ready: true }
  | { readonly number: number; readonly value: unknown }
  | { readonly number: number; readonly problem: string };

let fatal: Point | null = null;
const settings = JSON.parse(process.argv[2] ?? '') as Pick<
  MemberSettings,
  'url' | 'toggles' | 'aheadMs'
>;
const member = await createMember({
  ...settings,
  isDead: () => false,
  reached: (point) => {
    if (point === fatal) process.kill(process.pid, 'SIGKILL');
  },
});
const methods: Readonly<Record<string, unknown>> = {
  ...member,
  dieAt: (point: Point | null) => {
    fatal = point;
  },
};

const tell = (message: FromMember) => process.send?.(message);

async function answer({ number, method, args }: ToMember): Promise<void> {
  try {
    const value: unknown = await Reflect.apply(methods[method] as () => unknown, null, args);
    tell({ number, value: value ?? null });
  } catch (error) {
    tell({ number, problem: error instanceof Error ? error.message : 'failed' });
  }
  if (method === 'stop') process.disconnect();
}

process.on('message', (message) => void answer(message as ToMember));
tell({ ready: true });
