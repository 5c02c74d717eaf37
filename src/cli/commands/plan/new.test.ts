import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { newCommand } from './new.ts';

describe('phcc plan new', () => {
  let folder: string;
  let printed: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'phcc-test-'));
    printed = '';
    const keep = (text: string | Uint8Array) => {
      printed += String(text);
      return true;
    };
    vi.spyOn(process.stdout, 'write').mockImplementation(keep);
    vi.spyOn(process.stderr, 'write').mockImplementation(keep);
  });

  afterEach(() => {
    vi.restoreAllMocks();
    process.exitCode = undefined;
    rmSync(folder, { recursive: true });
  });

  const run = (...words: readonly string[]) => newCommand().parseAsync(words, { from: 'user' });

  it('prints a plan for the toggle', async () => {
    await run('one_page');
    expect(printed).toMatch(/^# Release plan: One page\n/);
    expect(process.exitCode).toBe(0);
  });

  it('writes the plan and what goes with it into new files', async () => {
    const plan = join(folder, 'one-page.md');
    await run('one_page', '-o', plan, '--artifacts', folder, '--json');
    expect(readdirSync(folder).toSorted()).toEqual([
      ...['dashboard.md', 'launch-readiness.md', 'launch-ticket.md', 'one-page.md'],
    ]);
    expect(readFileSync(plan, 'utf8')).toMatch(/^# Release plan: One page\n/);
    expect(JSON.parse(printed)).toMatchObject({ title: 'One page', files: { length: 4 } });
  });

  it('writes nothing where one of the files is there already', async () => {
    const plan = join(folder, 'one-page.md');
    await run('one_page', '-o', plan);
    await run('other_page', '-o', plan, '--artifacts', folder);
    expect(process.exitCode).toBe(2);
    expect(printed).toContain('is there already');
    expect(readFileSync(plan, 'utf8')).toContain('One page');
    expect(readdirSync(folder)).toEqual(['one-page.md']);
  });

  it('makes the folder, and says so when it can’t', async () => {
    const plan = join(folder, 'new', 'plan.md');
    await run('one_page', '-o', plan);
    expect(process.exitCode).toBe(0);
    await run('one_page', '-o', join(plan, 'inside-a-file', 'plan.md'));
    expect(process.exitCode).toBe(2);
    expect(printed).toContain('can’t be written');
  });

  it('refuses a name that no toggle can have', async () => {
    await expect(run('one page')).rejects.toThrow(/The name is read as “one page”/);
  });
});
