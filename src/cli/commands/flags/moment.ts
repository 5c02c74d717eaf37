/** `2026-11-24T10:00:12.345Z` → `2026-11-24 10:00 UTC` */
export function momentInWords(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}
