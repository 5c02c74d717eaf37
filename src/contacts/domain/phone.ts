import {
  isValidPhoneNumber,
  parsePhoneNumberFromString,
  type CountryCode,
} from 'libphonenumber-js/min';
import { withoutExtension } from '../../design-system/index.ts';
import { phoneRegion, sharesNumbering } from './country.ts';

export type ShownPhone = {
  readonly number: string;
  /** Off where the same digits, dialed from here, could reach a stranger. */
  readonly canBeDialed: boolean;
};

/**
 * "(555)555-0142" → "(555) 555-0142", "5555550142x7" → "(555) 555-0142, ext. 7", in Mexico "52 33 5555 0111" →
 * "+52 33 5555 0111". What could be read in more than one way stays as sent, and is not for dialing.
 */
export function shownPhone(phone: string, country: string | null): ShownPhone {
  const sent = phone.trim();
  const { number, extension } = withoutExtension(sent);
  const digits = digitsOf(number);
  const region = phoneRegion(country);
  const asSent = { number: sent, canBeDialed: canBeDialed(digits, region) };
  const formatted = asSent.canBeDialed ? formattedIn(region, digits) : abroadIn(region, digits);
  if (formatted === null) return asSent;
  const behind = extension === null ? '' : `, ext. ${extension}`;
  return { number: `${formatted}${behind}`, canBeDialed: true };
}

/** Only digits when it is a number without a plus; anything else stays in, and fits no pattern of digits. */
const digitsOf = (number: string): string => number.replace(/[\s().-]/g, '');

/** Whether digits mean the same wherever the contact lives: they are marked as abroad, or are ours. */
function canBeDialed(digits: string, region: CountryCode | null): boolean {
  if (digits.startsWith('+')) return true;
  const isOurs = region !== null && sharesNumbering(region);
  if (isOurs) return /^(?:011|1?[2-9]\d{9}$)/.test(digits);
  // In Delhi and in Buenos Aires, numbers for callers in that country begin with 011 as well.
  return digits.startsWith('011') && region !== null && !isValidPhoneNumber(digits, region);
}

function formattedIn(region: CountryCode | null, digits: string): string | null {
  if (region === null || !sharesNumbering(region) || !/^[2-9]\d{9}$/.test(digits)) return null;
  return `(${digits.slice(0, 3)}) ${digits.slice(3, 6)}-${digits.slice(6)}`;
}

/** With a plus, if the digits begin with the code of the contact's own country and are as many as it has. */
function abroadIn(region: CountryCode | null, digits: string): string | null {
  const [, called] = /^(?:00)?([2-9]\d{10,14})$/.exec(digits) ?? [];
  if (region === null || sharesNumbering(region) || called === undefined) return null;
  const parsed = parsePhoneNumberFromString(digits, region);
  const isAbroad = parsed?.number === `+${called}` && parsed.isPossible();
  return isAbroad ? parsed.formatInternational() : null;
}
