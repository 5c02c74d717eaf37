import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { takeTurn } from './in-turn.mjs';

function folder() {
  const path = mkdtempSync(join(tmpdir(), 'in-turn-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

test('processes take turns: none begins before another has ended', async () => {
  const [file, told] = [join(folder(), 'turn'), join(folder(), 'told')];
  const program = `
    import { appendFileSync } from 'node:fs';
    import { setTimeout } from 'node:timers/promises';
    import { takeTurn } from ${JSON.stringify(join(import.meta.dirname, 'in-turn.mjs'))};
    const giveBack = takeTurn(${JSON.stringify(file)});
    appendFileSync(${JSON.stringify(told)}, 'began\\n');
    await setTimeout(50);
    appendFileSync(${JSON.stringify(told)}, 'ended\\n');
    giveBack();`;
  const programs = [1, 2, 3].map(() =>
    spawn(process.execPath, ['--input-type=module', '-e', program]),
  );
  const codes = await Promise.all(programs.map((child) => once(child, 'exit')));
  expect(codes.map(([code]) => code)).toEqual([0, 0, 0]);
  expect(readFileSync(told, 'utf8')).toBe('began\nended\n'.repeat(3));
});

test('the turn of a process that is gone is free', () => {
  const file = join(folder(), 'turn');
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  writeFileSync(file, String(pid));
  const giveBack = takeTurn(file);
  expect(readFileSync(file, 'utf8')).toBe(String(process.pid));
  giveBack();
  expect(() => readFileSync(file)).toThrow('ENOENT');
});
