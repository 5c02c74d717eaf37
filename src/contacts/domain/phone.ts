import { withoutExtension } from '../../design-system/index.ts';
import { sharesNumbering } from './country.ts';

/**
 * "(555)555-0142" → "(555) 555-0142", "5555550142x7" → "(555) 555-0142, ext. 7", "52 33 5555 0111" →
 * "+52 33 5555 0111". What could be read in more than one way stays as sent.
 */
export function formatPhone(phone: string, country: string | null): string {
  const sent = phone.trim();
  const { number, extension } = withoutExtension(sent);
  const digits = digitsOf(number);
  const behind = extension === null ? '' : `, ext. ${extension}`;
  if (/^[1-9]\d{10,14}$/.test(digits) && !/^1\d{10}$/.test(digits)) return `+${number}${behind}`;
  if (!/^[2-9]\d{9}$/.test(digits) || !sharesNumbering(country)) return sent;
  return `(${digits.slice(0, 3)}) ${digits.slice(3, 6)}-${digits.slice(6)}${behind}`;
}

/** Whether it is a number for callers in another country alone: from here it would reach somebody else. */
export function isLocalAbroad(phone: string, country: string | null): boolean {
  const digits = digitsOf(withoutExtension(phone.trim()).number);
  return !sharesNumbering(country) && /^(?!00|011)\d{1,10}$/.test(digits);
}

/** Only digits when it is a number without a plus; anything else stays in, and fits no pattern of digits. */
const digitsOf = (number: string): string => number.replace(/[\s().-]/g, '');
