import { normalized } from './normalized.ts';
import { TEMPLATE, type FieldKind, type KnownName, type Territory } from './template.ts';

export type Known = { readonly name: KnownName; readonly kind: FieldKind };

/** A field of the template, and the half of the plan that it belongs to, wherever it was put. */
export type KnownLabel = Known & { readonly territory: Territory };

/** Plans put results among the planning, and planning above the phases; elsewhere words mean other things. */
const ALSO_IN: Readonly<Record<Territory, readonly Territory[]>> = {
  head: ['head', 'planning'],
  toggles: ['toggles', 'head', 'planning'],
  planning: ['planning', 'results'],
  results: ['results', 'planning'],
};

/** The template's field of these words, wherever they differ only in case, punctuation or an aside. */
export function knownLabel(words: string, where: Territory): KnownLabel | null {
  const plain = normalized(words);
  const found = ALSO_IN[where]
    .map((territory) => TEMPLATE.find((field) => field.in === territory && field.words.test(plain)))
    .find((field) => field !== undefined);
  return found ? { name: found.name, kind: found.kind, territory: found.in } : null;
}
