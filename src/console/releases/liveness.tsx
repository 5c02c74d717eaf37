import type { EngineFigures } from '../../release/index.ts';
import { secondsInWords } from '../../lib/duration.ts';

/** Of the instance that shows the page: whether it leads, and how old its last look at the releases is. */
export type ProgramLiveness = Pick<EngineFigures, 'leads' | 'lookAgeMs' | 'unwatched'>;

/** Whether the program watches, said where people look for it. */
export function Liveness({ liveness }: { readonly liveness: ProgramLiveness }) {
  const { leads, lookAgeMs, unwatched } = liveness;
  const look = Number.isFinite(lookAgeMs)
    ? `It last looked at the releases ${lookAgeMs < 1000 ? 'less than a second' : secondsInWords(lookAgeMs)} ago.`
    : 'It has not looked at the releases yet.';
  return (
    <section class="liveness" aria-labelledby="program">
      <h2 id="program">The program</h2>
      <p>
        {leads
          ? 'This instance leads: it takes the program’s own steps. '
          : 'Another instance leads; this one stands by. '}
        {look}
        {unwatched > 0 && <strong> {unwatched} of the releases can’t be watched right now.</strong>}
      </p>
    </section>
  );
}
