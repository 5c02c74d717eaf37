import { DescriptionList } from '../../design-system/index.ts';
import type { Result } from '../../lib/result.ts';
import type { ExpectedTraffic, Refusal, PlanShown } from '../../release/index.ts';
import { roleFor } from '../../roles/index.ts';
import { NotYours } from '../frame/not-yours.tsx';
import { reportPath } from '../report/report-page.tsx';
import { releasePath } from '../frame/addresses.ts';
import { RehearsalForm, rehearsalPath } from '../rehearsal/rehearsal-form.tsx';
import { FilledLegend } from './filled-legend.tsx';
import { releaseDocument, type ReleaseFrame } from '../frame/release-document.tsx';

type PlanPageView = ReleaseFrame & {
  readonly traffic: ExpectedTraffic;
  readonly shown: Result<PlanShown, Refusal>;
};

/** The plan as it is understood, with its results, and what there is to say of it in place. */
export function renderPlan(view: PlanPageView): string {
  const { release, operator, shown } = view;
  return releaseDocument({
    ...view,
    page: 'plan',
    children: (
      <>
        <p>
          Version {release.planVersion}.{' '}
          {mayLoad(view) && (
            <>
              <a href={`/console/load?${new URLSearchParams({ release: release.id })}`}>
                Load a changed plan
              </a>
              .{' '}
            </>
          )}
          <a href={`${releasePath(release.id, 'plan')}/report.md`}>
            Download the plan with its results (Markdown)
          </a>
          . <a href={reportPath(release.id)}>What the program has filled in</a>.
        </p>
        {release.phase !== 'closed' && !mayLoadPlans(operator) && (
          <NotYours what="Loading a changed plan" action="load" />
        )}
        {shown.ok ? (
          <Shown {...view} shown={shown.value} />
        ) : (
          <p class="beware">The plan can’t be shown. {shown.error.sentence}</p>
        )}
      </>
    ),
  });
}

type PlanAsking = Pick<PlanPageView, 'operator'>;

const mayLoadPlans = (operator: PlanAsking['operator']) =>
  operator !== null && roleFor(operator.roles, 'load') !== null;

function mayLoad({ release, operator }: Pick<PlanPageView, 'release' | 'operator'>): boolean {
  return release.phase !== 'closed' && mayLoadPlans(operator);
}

type ShownParts = Pick<PlanPageView, 'release' | 'operator' | 'traffic'> & {
  readonly shown: PlanShown;
};

/** A plan that is over is not planned, rehearsed or fixed anymore. */
function Shown({ release, operator, traffic, shown }: ShownParts) {
  const { html, findings, terms, document, report } = shown;
  const { id } = release;
  const isClosed = release.phase === 'closed';
  return (
    <>
      {!isClosed && <Findings findings={findings} />}
      <section aria-labelledby="terms">
        <h2 id="terms">Terms as understood</h2>
        <DescriptionList items={terms.map(([term, description]) => ({ term, description }))} />
      </section>
      {!isClosed && <PlanningForm id={id} traffic={traffic} />}
      {!isClosed && (
        <section class="screen-only" aria-labelledby="rehearse">
          <h2 id="rehearse">Rehearsal</h2>
          <p>
            Carries this plan out in virtual time, many times over; nobody is exposed.{' '}
            <a href={rehearsalPath(id)}>Rehearsals so far</a>.
          </p>
          <RehearsalForm id={id} operator={operator} />
        </section>
      )}
      <section aria-labelledby="document">
        <h2 id="document">The plan with its results</h2>
        {document !== report && <FilledLegend />}
        <div
          class={isClosed ? 'plan-document plan-document--report' : 'plan-document'}
          dangerouslySetInnerHTML={{ __html: html }}
        />
      </section>
    </>
  );
}

const SEVERITIES = [
  ['error', 'must be fixed before the plan can start'],
  ['warning', 'should be fixed'],
  ['info', 'good to know'],
] as const;

type FindingsParts = Pick<PlanShown, 'findings'>;

/** Each leads to where it stands in the plan; the worst stand first. */
function Findings({ findings }: FindingsParts) {
  const sorted = SEVERITIES.flatMap(([wanted]) =>
    findings.filter(({ severity }) => severity === wanted),
  );
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">Findings</h2>
      <p>{countInWords(findings)}</p>
      {sorted.length > 0 && (
        <details class="fold screen-only" open={sorted.length <= MOST_UNFOLDED}>
          <summary>Where each stands in the plan below</summary>
          <ul>
            {sorted.map(({ id, section, message }) => (
              <li>
                <a href={`#${id}`}>{section}</a>: {wordsAndCode(message)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

const MOST_UNFOLDED = 10;

function countInWords(findings: PlanShown['findings']): string {
  if (findings.length === 0) return 'Nothing is missing, contradictory or unmeasurable.';
  const counts = SEVERITIES.flatMap(([severity, words]) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  return `${counts.join(', ')}.`;
}

/** What stands between backticks is code. */
function wordsAndCode(text: string) {
  return text
    .split(/`([^`]+)`/)
    .map((words, index) => (index % 2 === 0 ? words : <code>{words}</code>));
}

type PlanningParts = { readonly id: string; readonly traffic: ExpectedTraffic };

/** A form that only asks: what each stage can show at this traffic then stands at the stages. */
function PlanningForm({ id, traffic }: PlanningParts) {
  const { usersPerDay, baseline } = traffic;
  return (
    <section class="screen-only" aria-labelledby="planning">
      <h2 id="planning">Planning figures</h2>
      <p id="planning-effect">
        With both figures, each stage of the plan below says how many people it will see and the
        smallest rise of errors that it can catch.
      </p>
      <form class="form" method="get" action={releasePath(id, 'plan')}>
        <div class="fields rehearsal-fields">
          <div class="field">
            <label for="people">People a day, if everyone had the feature</label>
            <input
              id="people"
              name="people"
              type="text"
              inputmode="numeric"
              maxLength={9}
              value={usersPerDay ?? ''}
            />
          </div>
          <div class="field">
            <label for="baseline">Percent of them who meet an error today</label>
            <input
              id="baseline"
              name="baseline"
              type="text"
              inputmode="decimal"
              maxLength={9}
              value={baseline === null ? '' : Number((100 * baseline).toFixed(6))}
            />
          </div>
        </div>
        <button class="button" type="submit" aria-describedby="planning-effect">
          Calculate
        </button>
      </form>
    </section>
  );
}
