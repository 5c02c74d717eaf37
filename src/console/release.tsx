import { DescriptionList } from '../design-system/index.ts';
import type { ReleaseStatus } from '../release/index.ts';
import { Questions } from './questions.tsx';
import { timeInEasternTime } from '../lib/eastern-time.ts';
import { HistoryTable } from './history-table.tsx';
import { Measurements } from './measurements.tsx';
import { StageTrack } from './stage-track.tsx';
import { RollbackSummary } from './rollback-summary.tsx';

/** `formKey`: by which a form that comes twice is known again. */
type ReleaseShown = { readonly release: ReleaseStatus; readonly formKey: string };

/** One release: its state at a glance, the button that rolls it back, its stages, its measurements and its history. */
export function Release({ release, formKey }: ReleaseShown) {
  const headingId = `release-${release.id}`;
  return (
    <section class="panel" aria-labelledby={headingId} data-release={release.id}>
      <h2 id={headingId}>
        <a href={`/console/releases/${encodeURIComponent(release.id)}`}>{release.title}</a>
      </h2>
      <p class="open-for" data-phase={release.phase}>
        <span class="open-for__label">Open for</span> <strong>{release.openFor}</strong>
      </p>
      {release.unwatched !== null && <p role="alert">{release.unwatched}</p>}
      {release.clockOff !== null && <p class="quiet">{release.clockOff}</p>}
      {release.undelivered !== null && <p class="quiet">{release.undelivered}</p>}
      <RollbackSummary release={release} />
      <RollBack release={release} formKey={formKey} />
      <DescriptionList items={facts(release)} />
      <StageTrack release={release} />
      <Missing release={release} />
      <Measurements release={release} />
      <Questions release={release} />
      <HistoryTable release={release} />
    </section>
  );
}

/** What the next stage is still waiting for. */
function Missing({ release }: { readonly release: ReleaseStatus }) {
  if (release.missing.length === 0) return null;
  const headingId = `missing-${release.id}`;
  return (
    <section aria-labelledby={headingId}>
      <h3 id={headingId}>Missing before the next step</h3>
      <ul>
        {release.missing.map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}

function facts(release: ReleaseStatus) {
  const { enrolled, waiting } = release.testers;
  return [
    {
      term: 'Since',
      description: release.since ? timeInEasternTime(release.since) : 'Not started',
    },
    { term: 'Because', description: release.because },
    ...standing(release),
    { term: 'What happens next', description: release.next },
    { term: 'Testers', description: `${enrolled} enrolled, ${waiting} invited` },
    { term: 'Feature', description: release.toggles.join(', ') },
  ];
}

function standing({ hold, noGo, dependencyDownSince }: ReleaseStatus) {
  const down = dependencyDownSince && `Since ${timeInEasternTime(dependencyDownSince)}, and still`;
  return [
    { term: 'Held', description: hold && `${saidInWords(hold)} ${hold.ends}` },
    { term: 'No-go', description: noGo && saidInWords(noGo) },
    { term: 'Service behind it is down', description: down },
  ].flatMap(({ term, description }) => (description === null ? [] : [{ term, description }]));
}

function saidInWords({ by, at, why }: NonNullable<ReleaseStatus['noGo']>): string {
  return `By ${by}, since ${timeInEasternTime(at)}${why === null ? '.' : `: ${why}`}`;
}

/** Whether the feature is open for anybody by this release. */
export function isOpen({ phase }: ReleaseStatus): boolean {
  return phase === 'testing' || phase === 'rollout' || phase === 'fully-on';
}

/** Rolling back is one step, without a confirmation; where nothing is open, there is nothing to press. Sent twice, the form is one step. */
function RollBack({ release, formKey }: ReleaseShown) {
  if (release.phase === 'rolled-back') {
    return <p class="quiet">The release is rolled back: the feature is closed for everyone.</p>;
  }
  if (!isOpen(release)) return null;
  const reasonId = `reason-${release.id}`;
  return (
    <form
      class="form form--with-field"
      method="post"
      action={`/console/releases/${encodeURIComponent(release.id)}/rollback`}
    >
      <input type="hidden" name="expectedVersion" value={release.version} />
      <input type="hidden" name="key" value={formKey} />
      <div class="field">
        <label for={reasonId}>Reason (optional, printed in the report)</label>
        <input id={reasonId} name="reason" type="text" maxLength={500} autocomplete="off" />
      </div>
      <button class="button button--danger" type="submit">
        Roll back now
      </button>
      <p class="quiet form__effect">
        Closes the feature for everyone at once, testers included. Opening it again needs a new
        go/no-go.
      </p>
    </form>
  );
}
