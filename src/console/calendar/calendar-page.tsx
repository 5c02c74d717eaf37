import { clockInEasternTime, dayInEasternTime, dayInEasternWords } from '../../lib/eastern-time.ts';
import type { ReleaseStatus } from '../../release/index.ts';
import { releasePath } from '../frame/addresses.ts';
import { NotWatched } from '../frame/not-watched.tsx';
import { AsOf } from '../frame/as-of.tsx';
import { consoleDocument, type ConsoleFrame } from '../frame/console-document.tsx';

export type CalendarView = ConsoleFrame & {
  readonly releases: readonly ReleaseStatus[];
  readonly asOf: string;
};

type Coming = ReleaseStatus['schedule'][number] & {
  readonly release: Pick<ReleaseStatus, 'id' | 'title'>;
};

/** What is to come in all releases, by day. */
export function renderCalendar(view: CalendarView): string {
  const coming = comingIn(view.releases);
  const days = [...new Set(coming.map(dayOf))];
  return consoleDocument({
    ...view,
    heading: 'Calendar',
    current: '/console/calendar',
    children: (
      <>
        <AsOf asOf={view.asOf} />
        <NotWatched releases={view.releases} />
        <p>
          Times are in Eastern Time. Download it as a{' '}
          <a href="/console/calendar.ics">calendar file (ICS)</a>, which asks you to sign in.
        </p>
        {days.length === 0 && <p>{NOTHING}</p>}
        {days.map((day) => (
          <section aria-labelledby={`day-${day}`}>
            <h2 id={`day-${day}`}>{dayInEasternWords(`${day}T12:00:00Z`)}</h2>
            <ul>
              {coming
                .filter((one) => dayOf(one) === day)
                .map(({ at, words, release }) => (
                  <li>
                    {isWholeDay(at) ? 'All day' : <Time at={at} />}: {words},{' '}
                    <a href={releasePath(release.id)}>{release.title}</a>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </>
    ),
  });
}

const NOTHING =
  'Nothing is planned. Raises appear here once a stage is open, and check-ins once everyone has the feature.';

function Time({ at }: { readonly at: string }) {
  return <time dateTime={at}>{clockInEasternTime(at)}</time>;
}

export function comingIn(releases: readonly ReleaseStatus[]): readonly Coming[] {
  return releases
    .flatMap(({ id, title, schedule }) =>
      schedule.map((one) => ({ ...one, release: { id, title } })),
    )
    .toSorted((one, other) => one.at.localeCompare(other.at));
}

/** Such as `2024-12-24`. */
export function isWholeDay(at: string): boolean {
  return !at.includes('T');
}

function dayOf({ at }: Coming): string {
  return isWholeDay(at) ? at : dayInEasternTime(new Date(at));
}
