import type { DayFigures } from '../../analytics/index.ts';
import { dayInWords } from '../../lib/eastern-time.ts';
import { durationInWords } from '../../lib/duration.ts';
import { Alert } from '../../design-system/index.ts';
import { DayChart } from './day-chart.tsx';
import type { EventMarker } from '../charts/event-markers.ts';
import { EventTable } from '../charts/event-table.tsx';
import { FigureTable } from '../charts/figure-table.tsx';
import { HAPPENED, happenedInWords } from './happened.ts';
import { MOST_DAYS, shownDays, type ShownDay } from './shown-days.ts';

type DaySectionParts = {
  readonly days: readonly DayFigures[];
  /** Null where they can’t be read just now. */
  readonly events: readonly EventMarker[] | null;
  readonly csvPath: string;
};

/** The chart over time, what happened meanwhile, and the numbers of each day. */
export function DayFiguresSection({ days: all, events, csvPath }: DaySectionParts) {
  const { days, markers } = shownDays(all, events ?? []);
  const hasGaps = days.some(({ missedMinutes }) => missedMinutes > 0);
  return (
    <section class="panel" aria-labelledby="by-day">
      <h2 id="by-day">By day</h2>
      <DayChart days={days} />
      {events === null ? <UnreadEvents /> : <EventTable markers={markers} />}
      <details class="fold" open={days.length <= MOST_UNFOLDED}>
        <summary>Numbers of each day ({days.length})</summary>
        <FigureTable
          caption="By day, the newest first"
          columns={['Day', ...HAPPENED, ...(hasGaps ? ['Events not taken for'] : [])]}
          rows={days
            .toReversed()
            .map((day) => [
              dayInWords(day.day),
              ...(day.counts === null ? UNKNOWN : happenedInWords(day.counts)),
              ...(hasGaps ? [missedInWords(day)] : []),
            ])}
        />
      </details>
      <p>
        {all.length > MOST_DAYS && `These are the last ${MOST_DAYS} of ${all.length} days. `}
        <a href={csvPath}>Download all days as CSV</a>
      </p>
    </section>
  );
}

/** More days than that would hide what comes below them. */
const MOST_UNFOLDED = 14;

const UNKNOWN: readonly string[] = HAPPENED.map(() => 'Not known');

function missedInWords({ counts, missedMinutes }: ShownDay): string {
  if (counts === null) return 'All day';
  return missedMinutes === 0 ? 'Never' : durationInWords(missedMinutes);
}

function UnreadEvents() {
  return (
    <Alert status="warning" heading="What happened to the release can’t be read right now">
      <p>The figures below are correct. Load this page again in a moment.</p>
    </Alert>
  );
}
