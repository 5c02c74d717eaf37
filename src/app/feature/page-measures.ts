import { talliesOf, type PageStore, type RunEvents } from '../../analytics/index.ts';
import { MINUTE_MS } from '../../lib/duration.ts';
import type { PageEvents, PagePeople } from '../../release/index.ts';

/** What releases ask of page events, out of what the pages reported. */
export function pageMeasures(store: Pick<PageStore, 'ofRun'>): PageEvents {
  return {
    seenSince: async ({ toggles, stage }, since) => {
      const fromMinutes = since.map((from) => from && Math.floor(from.getTime() / MINUTE_MS));
      const runs = await Promise.all(
        toggles.map((feature) => store.ofRun({ feature, stage, fromMinutes })),
      );
      const people = peopleIn(runs);
      return since.map((_, index) => {
        const { open, closed } = talliesOf(runs.flatMap(({ sums }) => sums[index] ?? []));
        return { open: { ...open, people }, closed: { ...closed, people: null } };
      });
    },
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
