// What changes the clone itself, such as an installation, is done by one program at a time.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const LOOK_EVERY_MS = 100;

/**
 * Waits until no other process has the turn that `file` stands for, and takes it. Answers with what gives it back; a
 * process that ends has given it back, too.
 */
export function takeTurn(file) {
  mkdirSync(dirname(file), { recursive: true });
  while (!isTaken(file)) {
    if (isLeftBehind(file)) rmSync(file, { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_EVERY_MS);
  }
  return () => rmSync(file, { force: true });
}

function isTaken(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Whether the process whose number stands in it is gone. One that has just made it may not have written that yet. */
function isLeftBehind(file) {
  const holder = Number(readOrNothing(file));
  if (!(holder > 0)) return false;
  try {
    process.kill(holder, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

function readOrNothing(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
