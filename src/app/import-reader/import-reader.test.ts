import { afterEach, describe, expect, it } from 'vitest';

import { createImportReader } from './import-reader.ts';

/** A worker that stands in for the built one: three pieces of a file, unless it breaks, or is to refuse. */
const STAND_IN = workerOf(`let next = 0;
  parentPort.on('message', ({ kind, bytes }) => {
    const word = kind === 'file' ? new TextDecoder().decode(bytes) : '';
    if (word === 'breaks') throw new Error('broken');
    if (word === 'refused') return parentPort.postMessage({ kind: 'refused', sentence: 'No export.' });
    if (kind === 'file') next = 0;
    next += 1;
    parentPort.postMessage(next > 3 ? { kind: 'end' } : { kind: 'piece', piece: [['f' + next, {}]] });
  })`);

let reader: ReturnType<typeof createImportReader> | null = null;

afterEach(() => reader?.close());

describe('reading the file of an import in a thread of its own', () => {
  it('hands over every piece, one file after the other', async () => {
    const { taken, read } = reading();
    expect(await Promise.all([read('one'), read('two')])).toEqual([null, null]);
    expect(taken).toEqual(['one f1', 'one f2', 'one f3', 'two f1', 'two f2', 'two f3']);
  });

  it('ends with the piece that is refused, and reads the next file from its beginning', async () => {
    const { taken, read } = reading();
    const answers = [await read('one', 'f2'), await read('two')];
    expect(answers).toEqual(['f2 is refused.', null]);
    expect(taken).toEqual(['one f1', 'two f1', 'two f2', 'two f3']);
  });

  it('tells why a file is refused, also when it breaks the thread, and goes on', async () => {
    const { read } = reading();
    expect(await read('refused')).toBe('No export.');
    expect(await read('breaks')).toMatch(/could not be read in time/);
    expect(await read('good')).toBeNull();
  });

  it('keeps few files waiting, and refuses others', async () => {
    const { read } = reading();
    const answers = await Promise.all(Array.from({ length: 6 }, () => read('many')));
    expect(answers.filter((answer) => answer === null)).toHaveLength(5);
    expect(answers.at(-1)).toMatch(/Try again in a minute/);
  });
});

function reading() {
  const { readFile } = (reader = createImportReader(STAND_IN));
  const taken: string[] = [];
  const read = (file: string, refused = '') =>
    readFile(Buffer.from(file), ([entry]) => {
      if (entry?.[0] === refused) return `${refused} is refused.`;
      taken.push(`${file} ${entry?.[0]}`);
      return null;
    });
  return { taken, read };
}

function workerOf(code: string): URL {
  const module = `import { parentPort } from 'node:worker_threads';\n${code}`;
  return new URL(`data:text/javascript,${encodeURIComponent(module)}`);
}
