type PhoneLinkParts = {
  /** The number as people read it. */
  readonly number: string;
  /** Words to hear before the number, such as "TTY.". */
  readonly spokenFirst?: string;
};

/** A number to tap. One that can't be dialed is plain text. */
export function PhoneLink({ number, spokenFirst = '' }: PhoneLinkParts) {
  const call = dialable(number);
  if (call === null) return <>{number}</>;
  const label = call.spoken === null ? undefined : `${spokenFirst} ${call.spoken}`.trimStart();
  return (
    <a class="phone" href={call.href} aria-label={label}>
      {number}
    </a>
  );
}

/** How a phone number is dialed, and how a screen reader should say it (null: as it is written). */
type Dialable = { readonly href: string; readonly spoken: string | null };

/** Null when the text holds anything that no phone could dial, such as an extension in words. */
function dialable(text: string): Dialable | null {
  if (!/^\+?[\d\s().-]+$/.test(text)) return null;
  const digits = text.replace(/\D/g, '');
  if (text.startsWith('+')) return isInternational(digits) ? asWritten(`+${digits}`) : null;
  if (isShortCode(digits)) return { href: `tel:${digits}`, spoken: digitByDigit([digits]) };
  if (digits.length === 10) return northAmerican(digits);
  if (digits.length === 11 && digits.startsWith('1')) return northAmerican(digits.slice(1));
  if (digits.startsWith('011')) return asWritten(`+${digits.slice(3)}`);
  return isInternational(digits) ? asWritten(digits) : null;
}

/** Three digits, such as 711 and 988. */
const isShortCode = (digits: string): boolean => digits.length === 3;

/** Lengths that E.164 and local numbers can have. */
const isInternational = (digits: string): boolean => digits.length >= 7 && digits.length <= 15;

const asWritten = (dialed: string): Dialable => ({ href: `tel:${dialed}`, spoken: null });

function northAmerican(digits: string): Dialable {
  const groups = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)];
  return { href: `tel:+1${digits}`, spoken: digitByDigit(groups) };
}

/** "877", "222", "8387" → "8 7 7. 2 2 2. 8 3 8 7." */
function digitByDigit(groups: readonly string[]): string {
  return groups.map((group) => `${Array.from(group).join(' ')}.`).join(' ');
}
