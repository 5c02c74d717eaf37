import type { JournalEntry } from '../../src/release/journal/journal.ts';

class Forbidden extends Error {}

export function demand(holds: boolean, sentence: string): void {
  if (!holds) throw new Forbidden(sentence);
}

export const isProgram = ({ who }: JournalEntry) => who.name === 'Release program';
