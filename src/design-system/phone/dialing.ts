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

/** As it is dialed from the United States; the `+` stands for whatever a phone dials abroad with. */
function dialedNumber(number: string): string | null {
  // In "+44 (0)20 …" the zero is for callers in that country alone.
  const digits = number.replace(/^(\(?\+.*)\(0\)/, '$1').replace(/\D/g, '');
  if (number.includes('+')) return isInternational(digits) ? `+${digits}` : null;
  const [, abroad] = /^(?:011|00)(\d+)$/.exec(digits) ?? [];
  if (abroad !== undefined) return isInternational(abroad) ? `+${abroad}` : null;
  if (digits.length === SHORT_CODE || (digits.length >= 7 && digits.length < 10)) return digits;
  if (isNorthAmerican(digits)) return `+1${digits}`;
  // Nothing as long as that is a local number, so it begins with the code of its country.
  return digits.length > 10 && isInternational(digits) ? `+${digits}` : null;
}

/** Three digits, such as 711 and 988. */
const SHORT_CODE = 3;

/** Lengths that E.164 can have. */
const isInternational = (digits: string): boolean => /^[1-9]\d{6,14}$/.test(digits);

const isNorthAmerican = (digits: string): boolean => /^[2-9]\d{9}$/.test(digits);

function groupsOf(dialed: string): readonly string[] | null {
  if (dialed.length === SHORT_CODE) return [dialed];
  const [, ...groups] = /^\+1([2-9]\d\d)(\d{3})(\d{4})$/.exec(dialed) ?? [];
  return groups.length === 0 ? null : groups;
}
