import type { FiguresOfStage } from '../../feedback/index.ts';
import type { NamedCount, PageFigures, VitalFigures } from '../../analytics/index.ts';
import { timeInEasternTime } from '../../lib/eastern-time.ts';
import { inFigures, percent } from '../../lib/figures.ts';
import { consoleDocument, type ConsoleFrame } from '../frame/console-document.tsx';
import { SurveyCounts } from '../remarks/remarks-page.tsx';
import { DayChart } from './day-chart.tsx';
import { FigureTable } from './figure-table.tsx';

export type AnalyticsView = Omit<ConsoleFrame, 'notice'> & {
  readonly figures: PageFigures;
  /** What people answered to the survey, by stage. */
  readonly survey: readonly FiguresOfStage[];
  /** When it was looked up, in ISO 8601. */
  readonly asOf: string;
};

/** What happens on the page of a feature: who comes, what they read, what fails in their browsers. */
export function renderAnalytics(view: AnalyticsView): string {
  const { figures, survey, asOf } = view;
  return consoleDocument({
    ...view,
    heading: 'Page analytics',
    current: PATH,
    children: (
      <>
        <p>
          What people did on the page of <code>{figures.feature}</code>, as of{' '}
          <time dateTime={asOf}>{timeInEasternTime(asOf)}</time>. Days are those of Eastern Time.{' '}
          <a href={PATH}>Reload</a>
        </p>
        {figures.days.length === 0 ? <Nobody /> : <Figures figures={figures} />}
        <SurveyCounts figures={survey} />
        <p>
          <a href="/console/remarks">Read what people wrote</a>
        </p>
      </>
    ),
  });
}

export const PATH = '/console/analytics';
export const CSV_PATH = `${PATH}.csv`;

function Nobody() {
  return (
    <section class="panel">
      <h2>Nobody has seen the page yet</h2>
      <p>
        Figures appear here with the first view. People whose browsers ask not to be followed are
        not counted.
      </p>
    </section>
  );
}

function Figures({ figures }: Pick<AnalyticsView, 'figures'>) {
  const { days, stages, devices, languages, sections, phones, errors, vitals } = figures;
  return (
    <>
      <section class="panel" aria-labelledby="by-day">
        <h2 id="by-day">By day</h2>
        <DayChart days={days} />
        <FigureTable
          caption="By day, the newest first"
          columns={['Day', ...HAPPENED]}
          rows={days.toReversed().map((day) => [day.day, ...happenedIn(day)])}
        />
        <p>
          <a href={CSV_PATH}>Download the days as CSV</a>
        </p>
      </section>
      <section class="panel" aria-labelledby="by-stage">
        <h2 id="by-stage">By stage</h2>
        <FigureTable
          caption="Of each opening of a stage. People are counted once in it, however many days it lasts"
          columns={['Release and opening', 'Who', ...HAPPENED]}
          rows={stages.map((stage) => [
            stage.stage,
            COHORTS[stage.cohort] ?? 'Not told apart',
            ...happenedIn(stage),
          ])}
          none="No stage has been open while somebody came."
        />
      </section>
      <section class="panel" aria-labelledby="what-they-did">
        <h2 id="what-they-did">What people did</h2>
        <Counts caption="Sections that came into view, by view of the page" of={sections} />
        <Counts caption="Phone numbers tapped" of={phones} none="No phone number was tapped." />
        <Counts caption="Views by device, of those with JavaScript" of={devices} />
        <Counts caption="Views by language" of={languages} names={LANGUAGES} />
      </section>
      <section class="panel" aria-labelledby="how-it-ran">
        <h2 id="how-it-ran">How it ran in browsers</h2>
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
      </section>
    </>
  );
}

const HAPPENED = ['People', 'Views', 'People who read the help', 'Phone taps', 'Script errors'];

type Happened = PageFigures['days'][number] | PageFigures['stages'][number];

const happenedIn = ({ people, views, sawHelp, phoneTaps, errors }: Happened) =>
  [people, views, sawHelp, phoneTaps, errors].map((count) => inFigures(count));

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
};

function Counts({ caption, of, names = {}, none = 'Nothing was counted yet.' }: CountsParts) {
  const all = of.reduce((sum, { count }) => sum + count, 0);
  return (
    <FigureTable
      caption={caption}
      columns={['What', 'Count', 'Share']}
      rows={of.map(({ name, count }) => [
        names[name] ?? inWords(name),
        inFigures(count),
        percent(count / all),
      ])}
      none={none}
    />
  );
}

/** `next-of-kin-contacts` as “Next of kin contacts”. Fingerprints stay as they are. */
function inWords(name: string): string {
  if (/\d/.test(name)) return name;
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
