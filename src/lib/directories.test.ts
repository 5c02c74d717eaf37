import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { makeDirectories } from './directories.ts';

const here = mkdtempSync(join(tmpdir(), 'phcc-directories-'));
afterAll(() => rmSync(here, { recursive: true }));

describe('directories', () => {
  it('are made with those that they are in, also by two at once and where they are there', async () => {
    const path = join(here, 'one', 'two', 'three');
    await Promise.all([makeDirectories(path), makeDirectories(path)]);
    await makeDirectories(path);
    expect(existsSync(path)).toBe(true);
  });

  it('are refused where the system refuses them, and at once', async () => {
    await expect(makeDirectories('/proc/nowhere/below')).rejects.toThrow();
  });
});
