import { isSigned, type PlanDocument } from '../../plan/index.ts';
import { isListedBeforehand } from './results.ts';
import type { PlacedField } from './sections.ts';
import { textOf } from './text-of.ts';

/** Two people would hardly write so long a result alike. */
const TELLING_WORDS = 5;

/**
 * A result of the template, line by line, in a form in which copies are equal. What else a section lists, such as
 * its goals, may well be said twice.
 */
export function tellingLines(plan: PlanDocument, { field }: PlacedField): readonly string[] {
  if (field.part !== 'results' || field.value === null || field.known === null) return [];
  return (
    textOf(plan, field.span)
      .split(/[\r\n]+/)
      // What the program writes is true of each place, also where it says the same of two.
      .filter((line) => !isListedBeforehand(line) && !isSigned(line))
      .map(inOneForm)
      .filter((line) => line.split(' ').length >= TELLING_WORDS)
  );
}

/** Whether all that a result tells stands in another one, too: a single line may be alike by chance. */
export function isCopied(lines: readonly string[], from: readonly string[]): boolean {
  return lines.length > 0 && lines.every((line) => from.includes(line));
}

function inOneForm(line: string): string {
  return line
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim();
}
