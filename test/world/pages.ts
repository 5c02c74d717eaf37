/** What pages reported of some people, for tests of measuring. */
import type { PagesSeen } from '../../src/release/measuring/pages/page-events.ts';

const NO_AMOUNTS = { counts: [], ends: [] };

const NOTHING_SEEN: PagesSeen = {
  visits: 0,
  views: 0,
  scripted: 0,
  sections: 0,
  viewsWithSection: 0,
  helpReads: 0,
  phoneTaps: 0,
  errors: 0,
  viewsWithError: 0,
  surveyShown: 0,
  surveyAnswers: new Map(),
  largestPaint: NO_AMOUNTS,
  slowestReaction: NO_AMOUNTS,
  layoutShift: NO_AMOUNTS,
  stay: NO_AMOUNTS,
  people: { viewed: 0, sawSection: 0, readHelp: 0, metError: 0 },
};

/** Nothing but this. */
export function pagesSeen(seen: Partial<PagesSeen> = {}): PagesSeen {
  return { ...NOTHING_SEEN, ...seen };
}
