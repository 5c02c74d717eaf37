import type { ReleaseStatus } from '../../release/index.ts';
import { timeInEasternTime } from '../../lib/eastern-time.ts';
import { DAY_MS } from '../../lib/duration.ts';
import { inFigures, percent } from '../../lib/figures.ts';
import { releasePath } from '../frame/addresses.ts';
import { AsOf } from '../frame/as-of.tsx';
import { consoleDocument, type ConsoleFrame } from '../frame/console-document.tsx';
import { NotWatched } from '../frame/not-watched.tsx';
import { NoticeAlert } from '../frame/notice.tsx';
import { StateTag } from '../frame/state-tag.tsx';
import { TableHead } from '../frame/table-head.tsx';
import { TryExample } from '../try-out/try-out-forms.tsx';
import type { TryOut } from '../try-out/try-out.ts';
import { waitsFor } from './waits-for.ts';
import { Liveness, type ProgramLiveness } from './liveness.tsx';

export type ReleasesView = ConsoleFrame & {
  readonly releases: readonly ReleaseStatus[];
  readonly asOf: string;
  readonly liveness: ProgramLiveness;
  readonly tryOut: TryOut | null;
};

/** Every release at a glance, and what waits for the person who looks. */
export function renderReleases(view: ReleasesView): string {
  const { releases, notice, asOf, liveness, isAnswer = false } = view;
  const closed = releases.filter(({ phase }) => phase === 'closed');
  const going = releases.filter(({ phase }) => phase !== 'closed').toSorted(urgentFirst);
  return consoleDocument({
    ...view,
    heading: 'Releases',
    current: '/console',
    live: isAnswer ? undefined : '/console/live',
    children: (
      <>
        <NoticeAlert notice={notice} />
        <AsOf asOf={asOf} page="/console" />
        <NotWatched releases={going} />
        <WaitsForYou view={view} releases={going} />
        {going.length === 0 ? <NothingLoaded /> : <ReleaseTable releases={going} asOf={asOf} />}
        {releases.length === 0 && <TryExample {...view} />}
        {closed.length > 0 && <ClosedReleases releases={closed} />}
        <Liveness liveness={liveness} />
      </>
    ),
  });
}

/** What needs somebody comes before what runs, and what runs before what does not. */
function urgentFirst(one: ReleaseStatus, other: ReleaseStatus): number {
  return ORDER.indexOf(one.state.kind) - ORDER.indexOf(other.state.kind);
}

const ORDER: readonly ReleaseStatus['state']['kind'][] = [
  'rolled-back',
  'stepping-back',
  'on-hold',
  'check-ins-due',
  'open',
  'waiting-for-go',
  'in-testing',
  'fully-on',
  'draft',
  'closed',
];

type Going = { readonly releases: readonly ReleaseStatus[] };

function WaitsForYou({ view, releases }: Going & { readonly view: ReleasesView }) {
  const { operator } = view;
  if (operator === null || releases.length === 0) return null;
  const waiting = releases
    .map((release) => ({ ...release, waits: waitsFor(release, operator) }))
    .filter(({ waits }) => waits.length > 0);
  return (
    <section class="waits" aria-labelledby="waits-for-you">
      <h2 id="waits-for-you">Waiting for you</h2>
      {waiting.length === 0 ? (
        <p>Nothing is waiting for you right now.</p>
      ) : (
        <ul>
          {waiting.map(({ id, title, waits }) => (
            <li>
              <a href={releasePath(id)}>{title}</a>
              <ul>
                {waits.map(({ sentence, href }) => (
                  <li>
                    <a href={href}>{sentence}</a>
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function ReleaseTable({ releases, asOf }: Going & Pick<ReleasesView, 'asOf'>) {
  return (
    <table class="table table--stacked releases" role="table">
      <caption>Open releases</caption>
      <TableHead
        columns={['Release', 'State', 'Open to', 'Evidence of harm', 'What happens next', 'Owner']}
      />
      <tbody role="rowgroup">
        {releases.map((release) => (
          <tr role="row" data-release={release.id}>
            <th scope="row" role="rowheader">
              <a href={releasePath(release.id)}>{release.title}</a>
              <AgeOf release={release} asOf={asOf} />
            </th>
            <td role="cell">
              <StateTag state={release.state} />
              <ReasonOf release={release} />
            </td>
            <td role="cell" data-label="Open to">
              {release.openFor}
              <StageOf release={release} />
            </td>
            <td role="cell" data-label="Evidence of harm">
              {evidenceIn(release)}
            </td>
            <td role="cell" data-label="Next">
              {release.next}
            </td>
            <td role="cell" data-label="Owner">
              {ownerOf(release)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The stage that is open; of what everyone has, none is. */
function StageOf({ release: { stage, phase } }: { readonly release: ReleaseStatus }) {
  if (stage === null || phase !== 'rollout') return null;
  return <span class="quiet release-note">Stage {stage.letter}</span>;
}

/** Why it is so, where what happens next does not say the same. */
function ReasonOf({ release: { state, next } }: { readonly release: ReleaseStatus }) {
  if (state.reason === null || state.reason === next) return null;
  return <span class="quiet release-note">{state.reason}</span>;
}

/** Who answers for the plan as it is: whoever loaded it last. */
function ownerOf({ history }: ReleaseStatus): string {
  return history.findLast(({ kind }) => kind === 'plan-loaded')?.who ?? 'not known';
}

type AgeParts = Pick<ReleasesView, 'asOf'> & { readonly release: ReleaseStatus };

/** Since the first plan of the release was loaded. */
function AgeOf({ release: { history }, asOf }: AgeParts) {
  const [first] = history;
  if (!first) return null;
  return (
    <span class="quiet release-note">
      <time dateTime={first.at}>{ageInWords(first.at, asOf)}</time>
    </span>
  );
}

function ageInWords(since: string, asOf: string): string {
  const days = Math.floor((Date.parse(asOf) - Date.parse(since)) / DAY_MS);
  if (days < 1) return 'loaded less than a day ago';
  return `loaded ${inFigures(days)} ${days === 1 ? 'day' : 'days'} ago`;
}

/** No figure where nothing was seen: a zero would read as good news. */
function evidenceIn({ seen, unwatched }: ReleaseStatus): string {
  if (unwatched !== null) return 'Not watched right now';
  if (seen === null) return 'Nothing is measured';
  if (seen.unhealthy !== null) return 'The numbers can’t be trusted right now';
  if (seen.people === 0) return 'No one has been seen yet';
  return `${percent(seen.evidenceShare)} of what rolls it back`;
}

function ClosedReleases({ releases }: Going) {
  return (
    <details>
      <summary>
        Closed releases <span class="quiet">({releases.length})</span>
      </summary>
      <ul>
        {releases.map(({ id, title, since }) => (
          <li>
            <a href={releasePath(id)}>{title}</a>
            {since === null ? '' : `, closed ${timeInEasternTime(since)}`}
          </li>
        ))}
      </ul>
    </details>
  );
}

function NothingLoaded() {
  return (
    <section class="panel">
      <h2>Nothing is being released</h2>
      <p>
        To start, <a href="/console/load">load a plan</a>.
      </p>
    </section>
  );
}
