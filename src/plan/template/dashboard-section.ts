import type { PlannedFeature } from './plan-document.ts';

/** What a dashboard must show, so that the plan's criteria can be checked by eye. */
export function dashboardSection({ toggle, title }: PlannedFeature): string {
  return `# Dashboard: ${title}

One page that everyone who watches the rollout keeps open. Each number has its denominator and its time beside it. Where the toggle \`${toggle}\` is open to a share of people, each number stands twice: for people who have the feature, and for people who do not.

| Number                     | Counted of              | Over   | Good                    |
| -------------------------- | ----------------------- | ------ | ----------------------- |
| Error rate                 | requests                | 1 hour | below 1%                |
| Error rate, longer         | requests                | 1 day  | below 1%                |
| Response time p95          | requests                | 1 day  | below 2 seconds         |
| People with a failed visit | people                  | 1 day  | below 1%                |
| People who have it         | people signed in        | stage  | close to the open share |
| Page views                 | visits                  | 1 day  | [FILL_IN]               |
| What the feature is for    | people who have it      | stage  | [FILL_IN]               |
| Calls about it             | calls to contact center | 1 day  | [FILL_IN]               |

- Where it is: [FILL_IN]
- Who watches it, and when: [FILL_IN]
- Numbers before the launch, to compare with: [FILL_IN]
`;
}
