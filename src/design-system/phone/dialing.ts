import { isPossiblePhoneNumber } from 'libphonenumber-js/min';

/** A phone number as it goes into a link, taken apart. */
export type Dialable = {
  /** A `tel:` address (RFC 3966). */
  readonly href: string;
  /** The groups in which it is said digit by digit; null: as it is written. */
  readonly groups: readonly string[] | null;
  readonly extension: string | null;
};

/** Null when the text holds anything that no phone could dial, such as words or two numbers. */
export function dialable(text: string): Dialable | null {
  const { number, extension } = withoutExtension(text.normalize('NFKC').trim());
  if (!/^\(?\+?[\d\s()./‐–-]+$/.test(number)) return null;
  const dialed = dialedNumber(number);
  if (dialed === null) return null;
  const href = `tel:${dialed}${extension === null ? '' : `;ext=${extension}`}`;
  return { href, groups: groupsOf(dialed), extension };
}

/** "555-555-0125 x7", "…, ext. 7", "…;ext=7", "… anexo 7". */
const EXTENSION =
  /^(.*?\d\)?)[\s,;]*(?:ext(?:ensi[oó]n|n)?|x|#|int(?:erno)?|anexo)[\s.:=]*(\d{1,7})$/i;

/** The number and the extension that is written behind it, if one is. */
export function withoutExtension(text: string): { number: string; extension: string | null } {
  const [, number = text, extension = null] = EXTENSION.exec(text) ?? [];
  return { number, extension };
}

/**
 * As it is dialed from the United States; the `+` stands for whatever a phone dials abroad with. Only what is marked as
 * a number abroad is one: "5555550142 12" is no number in Brazil.
 */
function dialedNumber(number: string): string | null {
  // In "+44 (0)20 …" the zero is for callers in that country alone.
  const digits = number.replace(/^(\(?\+.*)\(0\)/, '$1').replace(/\D/g, '');
  if (number.includes('+')) return international(digits);
  const [, abroad] = /^011(\d+)$/.exec(digits) ?? [];
  if (abroad !== undefined) return international(abroad);
  if (digits.length === SHORT_CODE) return digits;
  return international(digits.length === 10 ? `1${digits}` : digits, NORTH_AMERICAN);
}

/** Three digits, such as 711 and 988. */
const SHORT_CODE = 3;

const NORTH_AMERICAN = /^1[2-9]\d{9}$/;

/** Null where no country has numbers of that length, as with an extension that nothing sets apart. */
function international(digits: string, form = /^(?:[2-9]|1[2-9]\d{9}$)/): string | null {
  const dialed = `+${digits}`;
  return form.test(digits) && isPossiblePhoneNumber(dialed) ? dialed : null;
}

function groupsOf(dialed: string): readonly string[] | null {
  if (dialed.length === SHORT_CODE) return [dialed];
  const [, ...groups] = /^\+1([2-9]\d\d)(\d{3})(\d{4})$/.exec(dialed) ?? [];
  return groups.length === 0 ? null : groups;
}
