import { quoted } from '../../../lib/text-from-people.ts';
import type { Refusal } from '../situation.ts';

/** In characters. */
export const LONGEST_LINK = 500;

/** Whether this is no address that a reader may be sent to. */
export function isNoLink(link: string): boolean {
  if (link.length > LONGEST_LINK || /[\s\p{Cc}\p{Bidi_Control}]/u.test(link)) return true;
  const url = URL.parse(link);
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  return !isWeb || url.username !== '' || url.password !== '';
}

export function notALink(link: string): Refusal {
  const sentence = `${quoted(link)} is no link. Give the address of a page that begins with https:// or http://, without a name or password in it, up to ${LONGEST_LINK} characters.`;
  return { code: 'not-a-link', sentence };
}
