import type { Credential } from '../../identity/index.ts';

/** The same people have the same ids on every machine, so that a share of actors picks the same ones. */
export const accountNumber = (n: number): string => `7e57ab1e-0000-4000-8000-${digits(n)}`;

/** ID.me writes its uuids without hyphens. */
export const idme = (n: number): Credential => ({
  provider: 'idme',
  uuid: `1d3ec0de000040008000${digits(n)}`,
});

export const logingov = (n: number): Credential => ({
  provider: 'logingov',
  uuid: `10610604-0000-4000-9000-${digits(n)}`,
});

const digits = (n: number) => String(n).padStart(12, '0');
