import { dialable } from './dialable.ts';

type PhoneLinkParts = {
  /** The number as people read it. */
  readonly number: string;
  /** Words to hear before the number, such as "TTY.". */
  readonly spokenFirst?: string;
};

/** A number to tap. One that can't be dialled is plain text. */
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
