import { textOf } from './text-of.ts';
import type { PlacedField } from './sections.ts';
import type { PlanDocument } from '../../plan/index.ts';

/** Results so long that two people would hardly write them alike. */
const TELLING_WORDS = 5;

/** A result, line by line, in a form in which copies are equal. */
export function tellingLines(plan: PlanDocument, { field }: PlacedField): readonly string[] {
  if (field.part !== 'results' || field.value === null) return [];
  return textOf(plan, field.span)
    .split(/[\r\n]+/)
    .map(inOneForm)
    .filter((line) => line.split(' ').length >= TELLING_WORDS);
}

function inOneForm(line: string): string {
  return line
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim();
}
