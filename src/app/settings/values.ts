import type { SettingForm } from './forms.ts';
import { SETTING_LIST } from './list.ts';
import { SETTINGS, type SettingName } from './table.ts';

/** The value of a setting by its form; null where nothing is set and the table has no fallback. */
type ValueOf<S> = S extends { form: SettingForm<infer T>; fallback: infer F }
  ? T | (F extends null ? null : never)
  : never;
export type Values = { readonly [Name in SettingName]: ValueOf<(typeof SETTINGS)[Name]> };

/** The text that is given for a setting; null where there is none. */
export type Given = (name: string) => string | null;

/** The value of every setting, and a sentence for each that its form can’t read. */
export function readValues(given: Given) {
  const unreadable: string[] = [];
  const entries = SETTING_LIST.map(({ name, form, fallback, isSecret }) => {
    const text = given(name);
    const value = text === null ? null : form(text);
    if (value?.ok) return [name, value.value] as const;
    if (value !== null)
      unreadable.push(
        misread(name, { text: text ?? '', isSecret: isSecret ?? false }, value.error),
      );
    const read = fallback === null ? null : form(fallback);
    return [name, read?.ok ? read.value : null] as const;
  });
  // Each value has just been read by the form that its row of the table names.
  return { values: Object.fromEntries(entries) as Values, unreadable };
}

const LONGEST_SHOWN = 100;

/** What was understood, and what was expected. Secrets are never repeated, wherever they were put. */
function misread(name: string, { text, isSecret }: Misread, expected: string): string {
  const mayHoldOne = isSecret || text.length > LONGEST_SHOWN || MAY_HOLD_A_SECRET.test(text);
  const found = mayHoldOne
    ? `a text of ${text.length} characters that isn’t repeated here`
    : `“${text}”`;
  return `${name} is ${found}; expected ${expected}.`;
}

type Misread = { readonly text: string; readonly isSecret: boolean };

/** Names and passwords in addresses, their queries, keys in PEM, and what would upset a terminal. */
const MAY_HOLD_A_SECRET = /[@?]|-----|[\p{C}]/u;
