import { inFigures, percent } from '../lib/figures.ts';
import type { ReleaseStatus } from '../release/index.ts';

/** What is measured of the open stage: who came, whose visits failed, how near the guard is to taking it back. */
export function SeenNow({ release }: { readonly release: ReleaseStatus }) {
  const { seen, phase } = release;
  if (phase !== 'rollout' && phase !== 'fully-on') return null;
  const headingId = `seen-${release.id}`;
  return (
    <section aria-labelledby={headingId}>
      <h3 id={headingId}>What people meet</h3>
      {seen === null ? (
        <p>What was measured can’t be read just now. Rolling back works all the same.</p>
      ) : (
        <Figures seen={seen} meterId={`evidence-${release.id}`} />
      )}
      {release.confounders.map((sentence) => (
        <p class="beware">{sentence}</p>
      ))}
    </section>
  );
}

type Seen = NonNullable<ReleaseStatus['seen']>;

function Figures({ seen, meterId }: { readonly seen: Seen; readonly meterId: string }) {
  const { people, failed, evidenceShare, comparison, unhealthy } = seen;
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
            <td>–</td>
          </tr>
          <tr>
            <th scope="row">Had a visit fail in this rollout</th>
            <td>{inFigures(failed.open)}</td>
            <td>{inFigures(failed.closed)}</td>
          </tr>
        </tbody>
      </table>
      <p class="evidence">
        <label for={meterId}>Evidence of harm</label>
        <meter id={meterId} min={0} max={1} high={0.5} optimum={0} value={evidenceShare}>
          {percent(evidenceShare)}
        </meter>
        <span>{percent(evidenceShare)} of what takes the feature back by itself</span>
      </p>
      <p>{comparison}</p>
      <ByKind seen={seen} />
    </>
  );
}

const KINDS: Readonly<Record<Seen['evidenceByKind'][number]['kind'], string>> = {
  'failed-visits': 'Visits fail more often with the feature',
  'slow-answers': 'Answers are slow more often with the feature',
  'too-many-errors': 'Its own pages fail for too many people, whoever they are',
};

function ByKind({ seen: { evidenceByKind, evidenceMean } }: { readonly seen: Seen }) {
  return (
    <details class="by-kind">
      <summary>Evidence of harm by its kinds</summary>
      <table class="table table--narrow">
        <caption>Each as a part of what takes the feature back; the largest decides</caption>
        <thead>
          <tr>
            <th scope="col">Kind</th>
            <th scope="col">Part</th>
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
            <th scope="row">All kinds, weighted mean (only shown)</th>
            <td>{percent(evidenceMean)}</td>
          </tr>
        </tbody>
      </table>
    </details>
  );
}
