import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A process that listens beside the one that is measured. */
export type Beside = { readonly url: string; readonly pid: number; readonly stop: () => void };

/** Starts a script of this folder, which says its URL once it listens. */
export async function startBeside(file: string, ...asked: readonly string[]): Promise<Beside> {
  const script = join(import.meta.dirname, file);
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...asked], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = (await once(child.stdout, 'data')) as [Buffer];
  return { url: url.toString().trim(), pid: child.pid ?? 0, stop: () => child.kill() };
}
