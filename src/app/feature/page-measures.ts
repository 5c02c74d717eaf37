import { talliesOf, type PageStore, type RunEvents } from '../../analytics/index.ts';
import { MINUTE_MS } from '../../lib/duration.ts';
import type { PageEvents, PagePeople } from '../../release/index.ts';

/** What releases ask of page events, out of what the pages reported. */
export function pageMeasures(store: Pick<PageStore, 'ofRun'>): PageEvents {
  return {
    seenSince: ({ toggles, stage }, since) =>
      Promise.all(
        since.map(async (from) => {
          const fromMinute = from && Math.floor(from.getTime() / MINUTE_MS);
          const runs = await Promise.all(
            toggles.map((feature) => store.ofRun({ feature, stage, fromMinute })),
          );
          const { open, closed } = talliesOf(runs.flatMap(({ sums }) => sums));
          return { open: { ...open, people: peopleIn(runs) }, closed: { ...closed, people: null } };
        }),
      ),
  };
}

/** Nobody can tell who of one feature’s people are those of another. */
function peopleIn([run, another]: readonly RunEvents[]): PagePeople | null {
  if (!run || another) return null;
  const count = (event: string) => run.people.get(event) ?? 0;
  return {
    viewed: count('page-view'),
    sawSection: count('section-seen'),
    readHelp: count('help-read'),
    metError: count('browser-error'),
  };
}
