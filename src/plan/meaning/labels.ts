import { normalized } from './normalized.ts';
import type { FieldKind, Territory } from './template-row.ts';
import { ROWS, type KnownName, type TemplateRow } from './template.ts';

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
  const found = fieldOf(plain, where) ?? numberWithSuffix(plain, where);
  return found ? { name: found.name, kind: found.kind, territory: found.part } : null;
}

function fieldOf(plain: string, where: Territory): TemplateRow | null {
  const found = ALSO_IN[where]
    .map((part) => ROWS.find((row) => row.part === part && row.pattern.test(plain)))
    .find((row) => row !== undefined);
  return found ?? null;
}

const NUMBERS: readonly FieldKind[] = ['count', 'count-or-words', 'counts'];

/** `Post-launch KPI 1 actual — share of people who kept it on`: no figure, so it says more about the label. */
function numberWithSuffix(plain: string, where: Territory): TemplateRow | null {
  const [, label, suffix = ''] = /^(.*?) - (\D*)$/.exec(plain) ?? [];
  if (label === undefined || /^(?:n\/a|none|yes|no|unknown)\b/.test(suffix)) return null;
  const found = fieldOf(label, where);
  return found && NUMBERS.includes(found.kind) ? found : null;
}

/** What an answer to a field looks like; null where the template has no such field. */
export function exampleFor(name: KnownName): string | null {
  return ROWS.find((row) => row.name === name && row.example !== undefined)?.example ?? null;
}
