import type { Remark } from '../../feedback/index.ts';
import { csvOf } from './csv.ts';

const COLUMNS = ['day', 'stage', 'language', 'state', 'marked by', 'remark'];

/** Remarks as CSV by RFC 4180, for a spreadsheet: no cell is taken for a formula. */
export function remarksCsv(remarks: readonly Remark[]): string {
  const rows = remarks.map(({ day, stage, language, state, markedBy, text }) => [
    ...[day, stage, language, state, markedBy ?? '', text],
  ]);
  return csvOf([COLUMNS, ...rows]);
}
