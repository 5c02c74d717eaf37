import { alpha3ToAlpha2 } from 'i18n-iso-countries/index.js';
import type { Language } from '../../lib/language.ts';

const UNITED_STATES: ReadonlySet<string> = new Set(['US', 'USA', 'UNITED STATES']);

/** An address without a country is a domestic one. */
export function isDomestic(country: string | null): boolean {
  return country === null || UNITED_STATES.has(country.trim().toUpperCase());
}

/** "MEX" → "Mexico", in Spanish "México". What is no country code stays as it was sent. */
export function countryName(country: string, language: Language): string {
  const region = regionOf(country);
  if (!/^[A-Z]{2}$/.test(region)) return country;
  return namesIn(language).of(region) ?? country;
}

/** Whether a number of ten digits from there is one of ours: area code, then seven digits. */
export function sharesNumbering(country: string | null): boolean {
  if (country === null || isDomestic(country)) return true;
  const region = regionOf(country);
  return NORTH_AMERICAN.has(region) || NAMES_OF_NORTH_AMERICAN.has(region);
}

/** The North American Numbering Plan beside the United States, in ISO 3166 codes. */
const NORTH_AMERICAN: ReadonlySet<string> = new Set(
  'CA PR VI GU AS MP AG AI BB BM BS DM DO GD JM KN KY LC MS SX TC TT VC VG'.split(' '),
);

const namesIn = (language: Language) =>
  new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });

const NAMES_OF_NORTH_AMERICAN: ReadonlySet<string> = new Set(
  [...NORTH_AMERICAN].map((region) => namesIn('en').of(region)?.toUpperCase() ?? region),
);

function regionOf(country: string): string {
  const code = country.trim().toUpperCase();
  return alpha3ToAlpha2(code) ?? code;
}
