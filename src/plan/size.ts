/** In bytes of UTF-8; a long plan has a tenth of it. Reading more would keep everything else waiting. */
const LARGEST_PLAN = 256 * 1024;

/** Why a document is too large to be read as a plan, or null when it is not. */
export function tooLargeToRead(document: string): string | null {
  const bytes = new TextEncoder().encode(document).length;
  if (bytes <= LARGEST_PLAN) return null;
  const size = Math.ceil(bytes / 1024);
  return (
    `The document has ${size.toLocaleString('en-US')} kB; a release plan of at most ${LARGEST_PLAN / 1024} kB is expected. ` +
    'Check that this is the release plan, and move what is not part of it to another document.'
  );
}
