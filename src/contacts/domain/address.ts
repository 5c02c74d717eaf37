import type { Language } from '../../lib/language.ts';
import { countryName, isDomestic } from './country.ts';

/** A postal address as sent; a part that is not on file is null. */
export type Address = {
  readonly street: readonly [string | null, string | null, string | null];
  readonly city: string | null;
  readonly state: string | null;
  readonly provinceCode: string | null;
  readonly zipCode: string | null;
  readonly postalCode: string | null;
  readonly country: string | null;
};

/**
 * The address as it would stand on an envelope, made of the parts that are there: street lines, then
 * "City, State Code", then the country unless it is the United States. No part, no line.
 */
export function addressLines(address: Address, language: Language): readonly string[] {
  return present([...address.street, cityLine(address), countryLine(address, language)]);
}

function cityLine(address: Address): string {
  const region = present([address.state, otherThan(address.state, address.provinceCode)]).join(' ');
  const code = present([address.zipCode, otherThan(address.zipCode, address.postalCode)]).join(' ');
  const cityAndRegion = present([address.city, region]).join(', ');
  return present([cityAndRegion, code]).join(' ');
}

function countryLine({ country }: Address, language: Language): string | null {
  if (country === null || isDomestic(country)) return null;
  return countryName(country.trim(), language);
}

/** The second of two names for one thing, unless it only repeats the first: "JAL." and "JAL". */
const otherThan = (first: string | null, second: string | null): string | null =>
  first !== null && second !== null && bare(first) === bare(second) ? null : second;

const bare = (text: string): string => text.replace(/[\s.-]/g, '').toUpperCase();

const present = (parts: readonly (string | null)[]): readonly string[] =>
  parts.map((part) => part?.trim() ?? '').filter((part) => part !== '');
