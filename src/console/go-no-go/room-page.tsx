import { releasePath } from '../frame/addresses.ts';
import { releaseDocument } from '../frame/release-document.tsx';
import type { FormFrame } from '../forms/step-form.tsx';
import type { StepPageView } from '../forms/step-page.ts';
import { Conditions } from './conditions.tsx';
import { Deciding } from './deciding.tsx';
import { Barred, Decision, Signatures } from './decision.tsx';
import { Changes, Evidence } from './evidence.tsx';
import { Items } from './items.tsx';

/** The go/no-go of a release, to decide in and to print. */
export function renderRoom(view: StepPageView): string {
  const { release, operator, formKey, typed } = view;
  const forms: FormFrame = { release, operator, formKey, ...(typed && { typed }) };
  return releaseDocument({
    ...view,
    page: 'go-no-go',
    children: (
      <div class="room">
        <Barred release={release} />
        <Changes goNoGo={release.goNoGo} />
        <Decision release={release} operator={operator} />
        <Items forms={forms} release={release} />
        <Conditions forms={forms} release={release} />
        <Signatures release={release} />
        <Deciding forms={forms} release={release} />
        <Evidence {...release} />
        <p class="quiet">
          Plan version {release.planVersion}. This page prints as the record of the decision.{' '}
          <a href={`${releasePath(release.id, 'go-no-go')}/record`} download>
            Download the record (Markdown)
          </a>
        </p>
      </div>
    ),
  });
}
