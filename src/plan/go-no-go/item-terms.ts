import { OPERATOR_ROLES } from '../../roles/index.ts';
import { TEMPLATE_ITEMS, type GoItem } from './template-items.ts';

/** What a plan’s terms change in the list of its go/no-go items. */
export type ItemTerms = {
  /** How many weeks before the contact center has to have the product guide. */
  readonly noticeWeeks: number;
  /** Items of the template that are not asked, by name, each with its reason. */
  readonly dropped: readonly DroppedItem[];
  /** Roles that answer an item of the template instead of the usual one, by its name. */
  readonly owners: readonly (readonly [name: string, owner: string])[];
  readonly added: readonly GoItem[];
};

export type DroppedItem = { readonly name: string; readonly why: string };

export const USUAL_ITEMS: ItemTerms = { noticeWeeks: 4, dropped: [], owners: [], added: [] };

/** `no go item uat, analytics: it has no page`, or `no go items: …` for all of the template; null: unreadable. */
export function dropped(words: string): Change | null {
  const [, list = '', reason] = /^no go items?\b ?([^:]*):\s*(.+)$/i.exec(words) ?? [];
  const why = bounded(reason);
  const names = list.trim() === '' ? [...TEMPLATE_ITEMS.keys()] : namesIn(list);
  if (why === null || !names.every((name) => TEMPLATE_ITEMS.has(name))) return null;
  return (items) => ({
    ...items,
    dropped: [...items.dropped, ...names.map((name) => ({ name, why }))],
  });
}

/** `go item rollback by product owner`, or a new one: `go item by engineer, good when no: A ticket is open`. */
export function assigned(words: string): Change | null {
  return added(words) ?? reassigned(words);
}

/** `contact center notice 2 weeks` */
export function noticed(words: string): Change | null {
  const [, weeks] = /^contact center notice (\d{1,2}) weeks?$/i.exec(words) ?? [];
  const noticeWeeks = Number(weeks);
  return noticeWeeks >= 1 ? (items) => ({ ...items, noticeWeeks }) : null;
}

type Change = (items: ItemTerms) => ItemTerms;

function added(words: string): Change | null {
  const [, role = '', good, said] =
    /^go item by ([a-z -]+?)(?:, good when (no))?:\s*(.+)$/i.exec(words) ?? [];
  const [owner, text] = [roleIn(role), bounded(said)];
  if (owner === null || text === null) return null;
  const goodAnswer = good === undefined ? 'yes' : 'no';
  return (items) => ({
    ...items,
    added: [...items.added, { text, owner, goodAnswer, source: 'plan' }],
  });
}

function reassigned(words: string): Change | null {
  const [, named = '', role = ''] = /^go items? (.+) by ([a-z -]+)$/i.exec(words) ?? [];
  const [names, owner] = [namesIn(named), roleIn(role)];
  if (owner === null || !names.every((name) => TEMPLATE_ITEMS.has(name))) return null;
  return (items) => ({
    ...items,
    owners: [...items.owners, ...names.map((name) => [name, owner] as const)],
  });
}

function namesIn(list: string): readonly string[] {
  return list
    .trim()
    .toLowerCase()
    .split(/,? and |, ?/);
}

function roleIn(words: string): string | null {
  const role = words.trim().toLowerCase().replaceAll(' ', '-');
  return OPERATOR_ROLES.find((one) => one === role) ?? null;
}

/** In characters. */
const LONGEST_WORDS = 300;

function bounded(words: string | undefined): string | null {
  const kept = words?.trim() ?? '';
  return /[\p{L}\p{N}]/u.test(kept) && kept.length <= LONGEST_WORDS ? kept : null;
}
