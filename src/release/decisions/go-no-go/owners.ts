import type { Who } from '../../journal/journal.ts';

/** Something that one role answers or closes. */
type Owned = { readonly text: string; readonly owner: string | null };

/** Nobody answers for another. */
export function ownedBy({ owner }: Owned, { role }: Who): boolean {
  return owner === null || owner === role;
}

/** `“The dashboards show the feature” is for the engineer` */
export function whose({ text, owner }: Owned): string {
  return `“${text}” is for ${owner === null ? 'any operator' : `the ${owner.replaceAll('-', ' ')}`}`;
}

/** Each with its role: `“The dashboards show the feature” (engineer)`. */
export function listed(all: readonly Owned[]): string {
  const named = all.slice(0, MOST_NAMED).map((one) => `“${one.text}” (${ownerInWords(one)})`);
  const more = all.length - named.length;
  return [...named, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

const MOST_NAMED = 15;

function ownerInWords({ owner }: Pick<Owned, 'owner'>): string {
  return owner?.replaceAll('-', ' ') ?? 'any operator';
}
