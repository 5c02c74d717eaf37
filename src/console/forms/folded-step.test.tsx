import { render } from 'preact-render-to-string';
import { expect, test } from 'vitest';

import { OPERATOR_ROLES, PERMISSIONS, whoMay, type Action } from '../../roles/index.ts';
import { DisclosedForm } from './disclosed-form.tsx';

const ACTIONS = Object.keys(PERMISSIONS) as readonly Action[];

test.each(OPERATOR_ROLES)('%s sees who may before anything is unfolded, for every step', (role) => {
  for (const step of ACTIONS) {
    const shown = render(
      <DisclosedForm
        operator={{ name: 'Rita Reviewer', roles: [role] }}
        release={{ id: 'canary', version: 7 }}
        formKey="key"
        step={step}
        summary="Do it"
        about="item 3"
        label="Save it"
        effect="It is done."
        reason="optional"
      />,
    );
    const isTheirs = PERMISSIONS[step].some((one) => one === role);
    expect(shown.includes('<details'), step).toBe(isTheirs);
    expect(shown.includes(`: for ${whoMay(step)}.`), step).toBe(!isTheirs);
    expect(shown).toContain('item 3');
    expect(shown.includes('Save it</button><p class="quiet form__effect">It is done.'), step).toBe(
      isTheirs,
    );
  }
});
