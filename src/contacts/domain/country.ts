import { alpha3ToAlpha2 } from 'i18n-iso-countries/index.js';
import {
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  type CountryCode,
} from 'libphonenumber-js/min';
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

/** The country whose phone numbers these are, as an ISO 3166 code; null for what is no country. */
export function phoneRegion(country: string | null): CountryCode | null {
  if (country === null || isDomestic(country)) return 'US';
  const region = regionOf(country);
  return isSupportedCountry(region) ? region : (regionsByName.get(region) ?? null);
}

/** Whether it has numbers like ours: area code, then seven digits. */
export const sharesNumbering = (region: CountryCode): boolean =>
  getCountryCallingCode(region) === '1';

const namesIn = (language: Language) =>
  new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });

const regionsByName: ReadonlyMap<string, CountryCode> = regionsNamedIn('en');

function regionsNamedIn(language: Language): ReadonlyMap<string, CountryCode> {
  const names = namesIn(language);
  return new Map(
    getCountries().map((region) => [names.of(region)?.toUpperCase() ?? region, region]),
  );
}

function regionOf(country: string): string {
  const code = country.trim().toUpperCase();
  return alpha3ToAlpha2(code) ?? code;
}
