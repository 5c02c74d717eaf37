import type { PlannedFeature } from './plan-document.ts';

/** The questions of a go/no-go, by who answers them. */
export function readinessChecklist({ toggle, title }: PlannedFeature): string {
  return `# Launch readiness: ${title}

Each group answers its own questions before the go/no-go. A box is ticked when the answer is a good one. What is not, goes into the last section with a name and a day.

## Testing

- [ ] Moderated production testing is over, and its results are in the release plan
- [ ] What testing found is fixed, or written down as a ticket that may wait

## Engineering

- [ ] The preflight of \`${toggle}\` finds the toggle, and shows that it answers for each person
- [ ] Errors and response times can be seen, and an alert reaches somebody at any hour
- [ ] Switching the toggle off was tried, and nobody loses work when it goes off
- [ ] No bug of the highest severity and no accessibility issue is open
- [ ] The systems behind the feature can carry the whole load, and their teams know the dates

## Product

- [ ] The release plan has nothing open but its results
- [ ] Analytics count what the success criteria name, as seen during testing
- [ ] Somebody is named who looks at each stage before the next one opens
- [ ] Privacy and security review, and the reviews of the collaboration cycle, are done

## Contact center

- [ ] The contact center has the product guide, two weeks ahead or four for a new service
- [ ] It is clear who tells whom when calls come in about the feature

## Everyone

- [ ] Nobody knows a reason to wait

## Decision

- Decision: [FILL_IN]
- Who decided, and when: [FILL_IN]
- Conditions, each with a name and the stage before which it must be met: [FILL_IN]
`;
}
