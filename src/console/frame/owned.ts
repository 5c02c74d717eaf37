import type { Operator } from '../../identity/index.ts';

/** Whether somebody may answer or close what this role owns; null: any operator may. */
export function isTheirs(owner: string | null, { roles }: Pick<Operator, 'roles'>): boolean {
  return owner === null || roles.some((role) => role === owner);
}

/** `contact center` */
export function ownerInWords(owner: string | null): string {
  return owner?.replaceAll('-', ' ') ?? 'any operator';
}

/** `product manager, product owner or engineer` */
export function rolesInWords(roles: readonly string[]): string {
  const names = roles.map(ownerInWords);
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} or ${last}`;
}
