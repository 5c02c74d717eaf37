import { momentInWords } from './moment.ts';

/** An entry of a feature’s history as the server tells it. */
export type Entry = {
  readonly id: number;
  /** ISO 8601 */
  readonly at: string;
  readonly feature: string;
  readonly who: string;
  readonly role: string;
  readonly through: string;
  readonly why: string | null;
  /** What changed, in words. */
  readonly change: string;
};

/** `12  2026-11-24 10:00 UTC  Enzo (engineer), flag-api: 2 actors added`, and below it why. */
export function entryInWords(entry: Entry): string {
  const { id, at, why, change } = entry;
  const line = `${String(id).padStart(4)}  ${momentInWords(at)}  ${byWhom(entry)}: ${change}`;
  return why === null ? line : `${line}\n      Why: ${why}`;
}

function byWhom({ who, role, through }: Entry): string {
  return through === 'outside' ? 'outside' : `${who} (${role}), ${through}`;
}
