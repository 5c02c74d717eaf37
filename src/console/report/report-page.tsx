import { decodeString } from 'micromark-util-decode-string';

import type { Result } from '../../lib/result.ts';
import type { PlanShown, Refusal } from '../../release/index.ts';
import { releasePath } from '../frame/addresses.ts';
import { releaseDocument, type ReleaseFrame } from '../frame/release-document.tsx';
import { FilledLegend } from '../plan/filled-legend.tsx';
import { Difference } from './difference.tsx';

type ReportView = ReleaseFrame & { readonly shown: Result<PlanShown, Refusal> };

export function reportPath(id: string): string {
  return `${releasePath(id, 'results')}/report`;
}

/** The report before it is handed on: what the program has filled in since the plan was loaded, then all of it. */
export function renderReport(view: ReportView): string {
  const { release, shown } = view;
  return releaseDocument({
    ...view,
    page: 'results',
    heading: 'Report',
    path: reportPath(release.id),
    children: (
      <>
        <Ways id={release.id} />
        {shown.ok ? (
          <Report planVersion={release.planVersion} shown={shown.value} />
        ) : (
          <p class="beware">The report can’t be shown. {shown.error.sentence}</p>
        )}
      </>
    ),
  });
}

function Ways({ id }: { readonly id: string }) {
  return (
    <p class="screen-only">
      <a href={`${releasePath(id, 'plan')}/report.md`}>Download the report (Markdown)</a>, print
      this page as a record of what was decided, or download{' '}
      <a href={`${releasePath(id, 'go-no-go')}/record`}>the record of the go/no-go</a>.
    </p>
  );
}

type ReportParts = { readonly planVersion: number; readonly shown: PlanShown };

function Report({ planVersion, shown: { document, report, html } }: ReportParts) {
  return (
    <>
      <section aria-labelledby="filled-in">
        <h2 id="filled-in">What the program has filled in</h2>
        {document === report ? (
          <p>Nothing yet: the report is version {planVersion} of the plan, as it was loaded.</p>
        ) : (
          <>
            <p>Compared with version {planVersion} of the plan, as it was loaded.</p>
            <Difference before={document} after={report} read={decodeString} />
          </>
        )}
      </section>
      <section aria-labelledby="whole">
        <h2 id="whole">The whole report</h2>
        {document !== report && <FilledLegend />}
        <div
          class="plan-document plan-document--report"
          dangerouslySetInnerHTML={{ __html: html }}
        />
      </section>
    </>
  );
}
