import type { TemplateSection } from '../meaning/template-row.ts';
import { FILL_IN, ROWS, type KnownName } from '../meaning/template.ts';

/** A field as the template writes it: its label, and what is left open behind it. */
export type TemplateField = {
  readonly name: KnownName;
  readonly label: string;
  readonly open: string;
};

/** The fields of a section, in its order. */
export function templateFields(section: TemplateSection): readonly TemplateField[] {
  return ROWS.flatMap(({ name, label, open = FILL_IN }) =>
    [label?.[section] ?? []].flat().map((words) => ({ name, label: words, open })),
  );
}

/** What the template puts in brackets to be replaced: `FILL_IN`, `PICK_ONE`. */
export const MARKER_NAMES: readonly string[] = [
  ...new Set(
    [FILL_IN, ...ROWS.flatMap(({ open }) => open ?? [])].flatMap((open) =>
      [...open.matchAll(/\[(\w+)\]/g)].flatMap(([, name]) => name ?? []),
    ),
  ),
];
