import type { PlannedFeature } from './plan-document.ts';

/** The text of the ticket under which a rollout is followed. */
export function launchTicket({ toggle, title }: PlannedFeature): string {
  return `# Launch: ${title}

The feature opens to everyone in stages, behind the toggle \`${toggle}\`. The release plan says how: [FILL_IN]

## Tasks

- [ ] The release plan has nothing open but its results
- [ ] Moderated production testing is done
- [ ] The go/no-go is signed
- [ ] Stage A is open
- [ ] Stage B is open
- [ ] Stage C is open
- [ ] Stage D is open: everyone has it
- [ ] The results of the first week are in the plan
- [ ] The results of the first month are in the plan, and its questions are answered
- [ ] The toggle is out of the code and gone in every environment

## Done when

Everyone has had the feature for two weeks, each stage met its criteria or has a written reason, and the plan is closed.

## Who

- Watches the rollout: [FILL_IN]
- Switches the feature off in an emergency: any engineer on call, the product manager or the product owner
- Tells the contact center: [FILL_IN]
`;
}
