import { DescriptionList } from '../design-system/index.ts';
import type { ReleaseStatus } from '../release/index.ts';
import { Questions } from './questions.tsx';
import { timeInEasternTime } from '../lib/eastern-time.ts';
import { HistoryTable } from './history-table.tsx';
import { Measurements } from './measurements.tsx';
import { StageTrack } from './stage-track.tsx';
import { RollbackSummary } from './rollback-summary.tsx';

/** One release: its state at a glance, the button that rolls it back, its stages, its measurements and its history. */
export function Release({ release }: { readonly release: ReleaseStatus }) {
  const headingId = `release-${release.id}`;
  return (
    <section class="panel" aria-labelledby={headingId} data-release={release.id}>
      <h2 id={headingId}>{release.title}</h2>
      <p class="open-for" data-phase={release.phase}>
        <span class="open-for__label">Open for</span> <strong>{release.openFor}</strong>
      </p>
      <RollbackSummary release={release} />
      <RollBack release={release} />
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
    { term: 'What happens next', description: release.next },
    { term: 'Testers', description: `${enrolled} enrolled, ${waiting} invited` },
    { term: 'Feature', description: release.toggles.join(', ') },
  ];
}

/** Rolling back is one step, without a confirmation. */
function RollBack({ release }: { readonly release: ReleaseStatus }) {
  if (release.phase === 'closed') return null;
  if (release.phase === 'rolled-back') {
    return <p class="quiet">The release is rolled back: the feature is closed for everyone.</p>;
  }
  const reasonId = `reason-${release.id}`;
  return (
    <form class="roll-back" method="post" action={`/console/releases/${release.id}/rollback`}>
      <div class="roll-back__reason">
        <label for={reasonId}>Reason (optional, printed in the report)</label>
        <input id={reasonId} name="reason" type="text" maxLength={500} autocomplete="off" />
      </div>
      <button class="button button--danger" type="submit">
        Roll back now
      </button>
      <p class="quiet roll-back__effect">
        Closes the feature for everyone at once, testers included. Opening it again needs a new
        go/no-go.
      </p>
    </form>
  );
}
