import { appendFileSync } from 'node:fs';

import { expect } from 'vitest';

import { FAULTS_DOCUMENT, readFaultRows } from './fault-table.ts';
import { NOTED_IN } from './noted-in.ts';

/** The time of one row of docs/faults.md, from the fault or from what was asked until what must hold holds. */
export type Recovery = {
  /** For `expect.poll`: it waits as long as the row allows. */
  readonly soon: { readonly timeout: number };
  /** Says that it holds. Fails when that took longer than the row allows. */
  held(): void;
};

/** Takes the time from now on. */
export function recovery(name: string): Recovery {
  const began = performance.now();
  return {
    soon: { timeout: limitOf(name) },
    held: () => heldAfter(name, performance.now() - began),
  };
}

/** Says how long it took, in milliseconds, where the test has taken the time itself. */
export function heldAfter(name: string, milliseconds: number): void {
  const tookTooLong = `longer than ${FAULTS_DOCUMENT} allows: ${name}`;
  expect(milliseconds, tookTooLong).toBeLessThanOrEqual(limitOf(name));
  const { [NOTED_IN]: file } = process.env;
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ name, milliseconds })}\n`);
}

function limitOf(name: string): number {
  const row = readFaultRows().find((one) => one.name === name);
  if (row) return row.limitMs;
  throw new Error(`${FAULTS_DOCUMENT} has no row “${name}” that can be read.`);
}
