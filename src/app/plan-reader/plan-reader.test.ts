import { afterEach, describe, expect, it } from 'vitest';

import { createPlanReader } from './plan-reader.ts';

/** Workers that stand in for the built one. */
const FAITHFUL = workerOf(
  `parentPort.on('message', ({ document }) => parentPort.postMessage({ ok: true, value: document }))`,
);
const HANGING_AT_A_WORD = workerOf(
  `parentPort.on('message', ({ document }) => {
    if (document === 'breaks') throw new Error('broken');
    if (document === 'fills') { const all = []; for (;;) all.push(new Array(1e6).fill(all.length)); }
    while (document === 'hangs');
    parentPort.postMessage({ ok: true, value: document });
  })`,
);

let reader: ReturnType<typeof createPlanReader> | null = null;

afterEach(() => reader?.close());

describe('reading plans in a thread of its own', () => {
  it('answers each document in turn', async () => {
    reader = createPlanReader(FAITHFUL);
    const answers = await Promise.all(['one', 'two', 'three'].map(reader.check));
    expect(answers).toEqual(['one', 'two', 'three'].map((value) => ({ ok: true, value })));
  });

  it('refuses a further one while many wait', async () => {
    const { check } = (reader = createPlanReader(FAITHFUL));
    const answers = await Promise.all(Array.from({ length: 21 }, (_, n) => check(`${n}`)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(20);
    expect(answers.at(-1)).toMatchObject({ ok: false, error: /Other plans are being read/ });
  });

  it('reads what was taken before however many wait', async () => {
    const { check, read } = (reader = createPlanReader(FAITHFUL));
    const waiting = Array.from({ length: 20 }, (_, n) => check(`${n}`));
    expect(await read('kept')).toMatchObject({ ok: true });
    await Promise.all(waiting);
  });

  it.each([
    ['takes too long', 'hangs'],
    ['takes too much memory', 'fills'],
    ['breaks the reader', 'breaks'],
  ])('gives up a document that %s, answers meanwhile, and reads the next one', async (_, word) => {
    reader = createPlanReader(HANGING_AT_A_WORD, 2_000);
    const refused = reader.check(word);
    await expect(Promise.race([refused, answeredElsewhere()])).resolves.toBe('answered elsewhere');
    expect(await refused).toMatchObject({ ok: false, error: /could not be read.*Check that/s });
    // On a busy machine it takes a while until another reader is there.
    await expect.poll(() => reader?.check('good')).toEqual({ ok: true, value: 'good' });
  });
});

/** What else the program has to do, in a task of its own. */
function answeredElsewhere(): Promise<string> {
  return new Promise((resolve) => setImmediate(() => resolve('answered elsewhere')));
}

function workerOf(code: string): URL {
  const module = `import { parentPort } from 'node:worker_threads';\n${code}`;
  return new URL(`data:text/javascript,${encodeURIComponent(module)}`);
}
