import { timeInEasternTime } from '../../lib/eastern-time.ts';
import { inFigures } from '../../lib/figures.ts';
import type { RemovedMeasurements } from '../../release/index.ts';

type Rows = Readonly<Record<string, number>>;
type Moved = { readonly file: string; readonly place: string; readonly rows: Rows };

const SIGN_INS = 'Sign-ins are not in it: everybody signs in again.';
const SECRETS =
  'Nor are SESSION_SECRET, FLIPPER_API_TOKEN and the files beside an embedded database: keep those, too.';

export function writtenInWords({ file, place, rows }: Moved): string {
  return `${file} has all of ${place}: ${amountOf(rows)}.\n${SIGN_INS} ${SECRETS}`;
}

export function importedInWords({ file, place, rows }: Moved): string {
  return `All of ${file} is in ${place}: ${amountOf(rows)}.\n${SIGN_INS}`;
}

export function replacedInWords(moved: Moved & { readonly kept: string | null }): string {
  const { kept } = moved;
  const before = kept === null ? '' : `\nWhat was there before is in ${kept}.`;
  return `${importedInWords(moved)}${before}\nWhat came after the file was written is not in it, a rollback perhaps: see phcc plan status before Veterans can reach the program.`;
}

export function prunedInWords(removed: readonly RemovedMeasurements[], before: Date): string {
  const moment = timeInEasternTime(before.toISOString());
  if (removed.length === 0) return `No release that was closed before ${moment} has measurements.`;
  const lines = removed.map(
    ({ release, closedAt, rows }) =>
      `${release}, closed ${timeInEasternTime(closedAt.toISOString())}: ${amountOf(rows)} removed.`,
  );
  return [...lines, 'Journals and reports are as they were.'].join('\n');
}

function amountOf(rows: Rows): string {
  const counts = Object.entries(rows).filter(([, count]) => count > 0);
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  const each = counts.map(([table, count]) => `${table} ${inFigures(count)}`);
  return `${inFigures(all)} ${all === 1 ? 'row' : 'rows'} (${each.join(', ') || 'none'})`;
}
