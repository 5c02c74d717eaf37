import type { ImportedPiece, ReadImportFile } from '../../flags/index.ts';
import { createThread } from '../../lib/thread/index.ts';

/** The built program has its worker beside it. */
export const IMPORT_WORKER = new URL('./import-worker.mjs', import.meta.url);

export type ImportTask =
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'next' };

export type ImportAnswer =
  | { readonly kind: 'refused'; readonly sentence: string }
  | { readonly kind: 'piece'; readonly piece: ImportedPiece }
  | { readonly kind: 'end' };

/** How long the thread may take to read a file, in milliseconds; the longest takes two seconds on a quiet machine. */
const LONGEST_READING_MS = 20_000;
/** In files, each of which lies in memory. */
const LONGEST_QUEUE = 5;
/** The worker's heap, in megabytes: ten times the longest file. */
const MOST_MEMORY_MB = 512;

/** Reads the files of imports in a thread of its own, one after the other: meanwhile the program answers. */
export function createImportReader(workerFile: URL): {
  readonly readFile: ReadImportFile;
  close(): Promise<void>;
} {
  const thread = createThread<ImportTask, ImportAnswer>(workerFile, MOST_MEMORY_MB);
  const readFile: ReadImportFile = (bytes, take) => {
    if (thread.waiting() >= LONGEST_QUEUE) return Promise.resolve(BUSY);
    return thread.inTurn(async (ask) => {
      let answer = await ask({ kind: 'file', bytes }, LONGEST_READING_MS);
      while (answer?.kind === 'piece') {
        const problem = take(answer.piece);
        if (problem !== null) return problem;
        answer = await ask({ kind: 'next' }, LONGEST_READING_MS);
      }
      if (answer === null) return TOO_HARD;
      return answer.kind === 'refused' ? answer.sentence : null;
    });
  };
  return { readFile, close: thread.close };
}

const TOO_HARD = 'The file could not be read in time. Check that it is an export.';
const BUSY = 'Other files are being imported just now. Try again in a minute.';
