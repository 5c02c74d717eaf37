import { inFigures, percent } from '../../lib/figures.ts';
import type { ReleaseStatus } from '../../release/index.ts';

/** What the open stage has shown so far: people, failed visits, and how close the guard is to a rollback. */
export function Measurements({ release }: { readonly release: ReleaseStatus }) {
  const { seen, phase } = release;
  if (phase !== 'rollout' && phase !== 'fully-on') return null;
  const headingId = `measurements-${release.id}`;
  return (
    <section aria-labelledby={headingId}>
      <h2 id={headingId}>Live measurements</h2>
      {seen === null ? (
        <p>The measurements can’t be read right now. Rolling back still works.</p>
      ) : (
        <Figures measured={seen} meterId={`evidence-${release.id}`} />
      )}
      {release.confounders.map((sentence) => (
        <p class="beware">{sentence}</p>
      ))}
    </section>
  );
}

type Measured = NonNullable<ReleaseStatus['seen']>;

function Figures({ measured, meterId }: { readonly measured: Measured; readonly meterId: string }) {
  const { people, failed, unserved, evidenceShare, comparison, unhealthy } = measured;
  if (people === 0 && failed.open === 0 && unserved === 0) return <Unseen unhealthy={unhealthy} />;
  return (
    <>
      {unhealthy !== null && <p class="beware">{unhealthy}</p>}
      <table class="table table--narrow">
        <caption>People, each counted once</caption>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">With the feature</th>
            <th scope="col">Without it</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Shown the feature in this stage</th>
            <td>{inFigures(people)}</td>
            <td>Not counted</td>
          </tr>
          <tr>
            <th scope="row">Had a failed visit in this rollout</th>
            <td>{inFigures(failed.open)}</td>
            <td>{inFigures(failed.closed)}</td>
          </tr>
          <tr>
            <th scope="row">Met an error in this stage that was not ours</th>
            <td>{inFigures(unserved)}</td>
            <td>Not counted</td>
          </tr>
        </tbody>
      </table>
      <p class="evidence">
        <label for={meterId}>Evidence of harm</label>
        <meter id={meterId} min={0} max={1} high={0.5} optimum={0} value={evidenceShare}>
          {percent(evidenceShare)}
        </meter>
        <span class="evidence__limit" aria-hidden="true">
          rolls back
        </span>
        <span class="evidence__words">
          {percent(evidenceShare)} of the evidence that rolls the feature back automatically
        </span>
      </p>
      <p>{comparison}</p>
      <ByKind measured={measured} />
    </>
  );
}

/** A table of zeros and an empty meter would read as good news. */
function Unseen({ unhealthy }: Pick<Measured, 'unhealthy'>) {
  return (
    <>
      {unhealthy !== null && <p class="beware">{unhealthy}</p>}
      <p>
        No one has been seen using the feature in this stage, so nothing can be said about harm yet.
      </p>
    </>
  );
}

const KINDS: Readonly<Record<Measured['evidenceByKind'][number]['kind'], string>> = {
  'failed-visits': 'Visits fail more often with the feature',
  'slow-answers': 'Answers are slow more often with the feature',
  'too-many-errors': 'The feature’s pages fail for too many people',
};

function ByKind({ measured }: { readonly measured: Measured }) {
  const { evidenceByKind, evidenceMean } = measured;
  return (
    <details class="by-kind">
      <summary>Evidence of harm by kind</summary>
      <table class="table table--narrow">
        <caption>
          Each as a share of the evidence that rolls the feature back; the largest decides
        </caption>
        <thead>
          <tr>
            <th scope="col">Kind</th>
            <th scope="col">Share</th>
          </tr>
        </thead>
        <tbody>
          {evidenceByKind.map(({ kind, share }) => (
            <tr>
              <th scope="row">{KINDS[kind]}</th>
              <td>{percent(share)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">Weighted mean of all kinds (for information only)</th>
            <td>{percent(evidenceMean)}</td>
          </tr>
        </tbody>
      </table>
    </details>
  );
}
