import { capitalized } from '../../lib/spelling.ts';
import type { ComponentChildren } from 'preact';

import type { FiguresOfStage } from '../../feedback/index.ts';
import type { NamedCount, PageFigures, VitalFigures } from '../../analytics/index.ts';
import { Alert } from '../../design-system/index.ts';
import { timeInEasternTime } from '../../lib/eastern-time.ts';
import { inFigures, percent } from '../../lib/figures.ts';
import { AsOf } from '../frame/as-of.tsx';
import { consoleDocument, type ConsoleFrame } from '../frame/console-document.tsx';
import { SurveyCounts } from '../remarks/remarks-page.tsx';
import { DayFiguresSection } from './day-figures-section.tsx';
import type { EventMarker } from '../charts/event-markers.ts';
import { FigureTable } from '../charts/figure-table.tsx';
import { HAPPENED, happenedInWords } from './happened.ts';

/** Of each part null where it can’t be read just now. */
export type AnalyticsView = Omit<ConsoleFrame, 'notice'> & {
  readonly figures: PageFigures | null;
  /** What people answered to the survey, by stage. */
  readonly survey: readonly FiguresOfStage[] | null;
  /** What happened to the feature, the earliest first. */
  readonly events: readonly EventMarker[] | null;
  /** When it was looked up, in ISO 8601. */
  readonly asOf: string;
};

/** What happens on the page of a feature: who comes, what they read, what fails in their browsers. */
export function renderAnalytics(view: AnalyticsView): string {
  const { figures, survey, events, asOf } = view;
  return consoleDocument({
    ...view,
    heading: 'Page analytics',
    current: PATH,
    children: (
      <>
        <AsOf asOf={asOf} />
        <p>What people did on the contacts page. Days are in Eastern Time.</p>
        {figures === null ? <Unread /> : <Figures figures={figures} events={events} />}
        {survey === null ? <UnreadSurvey /> : <SurveyCounts figures={survey} />}
        <p>
          <a href="/console/remarks">Read what people wrote</a>
        </p>
      </>
    ),
  });
}

export const PATH = '/console/analytics';
export const CSV_PATH = `${PATH}.csv`;

function Unread() {
  return (
    <Alert status="error" heading="The figures can’t be read right now" urgent>
      <p>
        The database does not answer. What was counted before is kept. What pages report meanwhile
        is not confirmed to them, and views that the server notices are counted as soon as the
        database takes them. The page itself and <a href="/console">rollbacks</a> need none of these
        figures. Load this page again in a moment.
      </p>
    </Alert>
  );
}

function UnreadSurvey() {
  return (
    <Alert status="error" heading="The answers to the survey can’t be read right now">
      <p>They are kept. Load this page again in a moment.</p>
    </Alert>
  );
}

type FiguresParts = {
  readonly figures: PageFigures;
  readonly events: AnalyticsView['events'];
};

function Figures({ figures, events }: FiguresParts) {
  return (
    <>
      <Freshness figures={figures} />
      {figures.days.length === 0 ? (
        <Nobody />
      ) : (
        <>
          <DayFiguresSection days={figures.days} events={events} csvPath={CSV_PATH} />
          <ByStage figures={figures} />
          <WhatPeopleDid figures={figures} />
          <HowItRan figures={figures} />
        </>
      )}
      <Around figures={figures} />
    </>
  );
}

type OfFigures = Pick<FiguresParts, 'figures'>;

function Freshness({ figures: { gaps, lastCounted } }: OfFigures) {
  const open = gaps.find(({ until }) => until === null);
  const last = lastCounted && (
    <>
      The last event was counted at{' '}
      <time dateTime={lastCounted}>{timeInEasternTime(lastCounted)}</time>.
    </>
  );
  if (open === undefined) return last && <p>{last}</p>;
  return (
    <Alert status="warning" heading="These figures are not up to date">
      <p>
        No events have been taken since{' '}
        <time dateTime={open.from}>{timeInEasternTime(open.from)}</time>. {last} The figures up to
        then are correct.
      </p>
    </Alert>
  );
}

function Nobody() {
  return (
    <section class="panel">
      <h2>Nobody has seen the page yet</h2>
      <p>
        Figures appear here with the first view. People whose browsers ask not to be tracked are not
        counted.
      </p>
    </section>
  );
}

type PanelParts = {
  readonly id: string;
  readonly heading: string;
  readonly children: ComponentChildren;
};

function Panel({ id, heading, children }: PanelParts) {
  return (
    <section class="panel" aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      {children}
    </section>
  );
}

function ByStage({ figures: { stages } }: OfFigures) {
  return (
    <Panel id="by-stage" heading="By stage">
      <FigureTable
        caption="Of each opening of a stage. People are counted once in it, however many days it lasts"
        columns={['Release and opening', 'Who', ...HAPPENED]}
        rows={stages.map((stage) => [
          stage.stage,
          COHORTS[stage.cohort] ?? NOT_TOLD_APART,
          ...happenedInWords(stage),
        ])}
        none="No stage has been open while somebody came."
      />
    </Panel>
  );
}

/** People without the feature can’t open its page, so they are compared where both come. */
function Around({ figures: { around } }: OfFigures) {
  return (
    <Panel id="around" heading="With the feature and without it">
      <FigureTable
        caption="On the Profile’s other pages, where people come whether they have the feature or not"
        columns={[
          'Page',
          'Who',
          'Views',
          'Script errors',
          'Largest part painted after, 75th percentile',
        ]}
        rows={around.map(({ page, cohort, views, errors, lcp }) => [
          AROUND_PAGES[page] ?? page,
          COHORTS[cohort] ?? NOT_TOLD_APART,
          inFigures(views),
          inFigures(errors),
          amountOf(lcp),
        ])}
        none="Nobody has come yet."
      />
    </Panel>
  );
}

function WhatPeopleDid({ figures: { sections, phones, others, devices, languages } }: OfFigures) {
  const views = sumOf(languages);
  return (
    <Panel id="what-they-did" heading="What people did">
      <Counts
        caption={`Sections that came into view, in ${inFigures(views)} views of the page`}
        of={sections}
        whole={{ count: views, name: 'Part of the views' }}
      />
      <Counts caption="Phone numbers tapped" of={phones} none="No phone number was tapped." />
      <FigureTable
        caption="What else they did"
        columns={['What', 'Times']}
        rows={others.map(({ name, count }) => [inWords(name), inFigures(count)])}
        none="No page was printed, and no language changed."
      />
      <Counts caption="Views by device, of those with JavaScript" of={devices} />
      <Counts caption="Views by language" of={languages} names={LANGUAGES} />
    </Panel>
  );
}

function HowItRan({ figures: { errors, vitals } }: OfFigures) {
  return (
    <Panel id="how-it-ran" heading="How it ran in browsers">
      <Counts
        caption="Script errors, by fingerprint of kind and place"
        of={errors}
        none="No script error was reported."
      />
      <FigureTable
        caption="At the 75th percentile"
        columns={['What', 'Value', 'Measured in']}
        rows={vitals.map((vital) => [
          VITALS[vital.name],
          amountOf(vital),
          vital.sample === 1 ? '1 view' : `${inFigures(vital.sample)} views`,
        ])}
      />
    </Panel>
  );
}

const NOT_TOLD_APART = 'Not told apart';
const AROUND_PAGES: Readonly<Record<string, string>> = {
  hub: 'Profile',
  'account-security': 'Account security',
};
const COHORTS: Readonly<Record<string, string>> = {
  open: 'With the feature',
  closed: 'Without it',
  tester: 'Testers',
};
const LANGUAGES: Readonly<Record<string, string>> = { en: 'English', es: 'Spanish' };
const VITALS: Readonly<Record<VitalFigures['name'], string>> = {
  lcp: 'Largest part painted after (good: at most 2.5 s)',
  inp: 'Slowest reaction (good: at most 200 ms)',
  cls: 'Layout shift (good: at most 0.1)',
  'time on page': 'Time until the page was first left or hidden',
};

function amountOf({ p75, unit }: VitalFigures): string {
  if (p75 === null) return 'Not measured yet';
  if (unit === 'thousandths') return inFigures(p75 / 1_000, 3);
  return p75 < 1_000 ? `${inFigures(p75)} ms` : `${inFigures(p75 / 1_000, 1)} s`;
}

type CountsParts = {
  readonly caption: string;
  readonly of: readonly NamedCount[];
  readonly names?: Readonly<Record<string, string>>;
  readonly none?: string;
  /** What each is a part of, where they are not parts of one whole together. */
  readonly whole?: { readonly count: number; readonly name: string };
};

function Counts({
  caption,
  of,
  names = {},
  none = 'Nothing was counted yet.',
  whole,
}: CountsParts) {
  const all = whole?.count ?? sumOf(of);
  return (
    <FigureTable
      caption={caption}
      columns={['What', 'Count', whole?.name ?? 'Share']}
      rows={of.map(({ name, count }) => [
        names[name] ?? inWords(name),
        inFigures(count),
        all === 0 ? 'Not known' : percent(count / all),
      ])}
      none={none}
    />
  );
}

function sumOf(counts: readonly NamedCount[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

/** `next-of-kin-contacts` as “Next of kin contacts”. Fingerprints stay as they are. */
function inWords(name: string): string {
  if (/\d/.test(name)) return name;
  return capitalized(name.replaceAll('-', ' '));
}
