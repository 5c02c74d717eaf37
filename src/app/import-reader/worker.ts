import { parentPort } from 'node:worker_threads';

import { importedPieces, type ImportedPiece } from '../../flags/index.ts';
import type { ImportAnswer, ImportTask } from './import-reader.ts';

/** Of the file that was sent last. */
let pieces: readonly ImportedPiece[] = [];
let handedOver = 0;

/** Reads the file that it is sent, and hands its pieces over one at a time. */
parentPort?.on('message', (task: ImportTask) => parentPort?.postMessage(answerTo(task)));

function answerTo(task: ImportTask): ImportAnswer {
  if (task.kind === 'file') {
    const read = importedPieces(task.bytes);
    if (!read.ok) return { kind: 'refused', sentence: read.error };
    pieces = read.value;
    handedOver = 0;
  }
  const piece = pieces[handedOver];
  handedOver += 1;
  if (piece) return { kind: 'piece', piece };
  pieces = [];
  return { kind: 'end' };
}
