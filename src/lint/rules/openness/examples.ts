import { exampleFor, type Field } from '../../../plan/index.ts';
import { bullet } from '../../reading/text-of.ts';

const LONGEST_LABEL = 60;

/** What a person could write for a field: the line with its label, or the answer alone where the label is long. */
export function exampleLine({ label, known }: Field): string {
  const example = (known && exampleFor(known.name)) ?? 'the answer, or N/A';
  return label.length <= LONGEST_LABEL ? bullet(label, example) : example;
}
