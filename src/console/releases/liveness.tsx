import type { EngineFigures } from '../../release/index.ts';
import { lengthInWords, SECOND_MS } from '../../lib/duration.ts';

/** Of the instance that shows the page: whether it leads, and how old its last look at the releases is. */
export type ProgramLiveness = Pick<EngineFigures, 'leads' | 'lookAgeMs' | 'unwatched'>;

/** A lead lasts for less than a second, and is learned of by looking. */
const KNOWN_FOR_MS = 5 * SECOND_MS;

function leadInWords(leads: boolean, lookAgeMs: number): string {
  if (lookAgeMs > KNOWN_FOR_MS) return 'Which instance leads is not known here right now.';
  return leads
    ? 'This instance leads: it takes the program’s own steps.'
    : 'Another instance leads; this one stands by.';
}

/** Whether the program watches, said where people look for it. */
export function Liveness({ liveness }: { readonly liveness: ProgramLiveness }) {
  const { leads, lookAgeMs, unwatched } = liveness;
  const look = Number.isFinite(lookAgeMs)
    ? `It last looked at the releases ${lookAgeMs < 1000 ? 'less than a second' : lengthInWords(lookAgeMs)} ago.`
    : 'It has not looked at the releases yet.';
  return (
    <section class="liveness" aria-labelledby="program">
      <h2 id="program">The program</h2>
      <p>
        {leadInWords(leads, lookAgeMs)} {look}
        {unwatched > 0 && <strong> {unwatched} of the releases can’t be watched right now.</strong>}
      </p>
    </section>
  );
}
