import { DescriptionList } from '../../design-system/index.ts';
import { timeInEasternTime } from '../../lib/eastern-time.ts';
import type { PlannedTime } from '../charts/event-markers.ts';
import { AsOf } from '../frame/as-of.tsx';
import { consoleDocument, type ConsoleFrame } from '../frame/console-document.tsx';

export const VA_PROFILE_PATH = '/console/va-profile';

/** How this instance’s questions to VA Profile fare right now. */
export type UpstreamHealth = {
  readonly breaker: 'closed' | 'open' | 'probing';
  /** Questions that are with VA Profile. */
  readonly sent: number;
  /** Questions that wait for a free place. */
  readonly waiting: number;
};

export type VaProfileView = ConsoleFrame & {
  readonly asOf: string;
  readonly health: UpstreamHealth;
  readonly downtimes: readonly PlannedTime[];
};

/** The service behind the feature, as the instance that shows the page sees it. */
export function renderVaProfile(view: VaProfileView): string {
  const { asOf, health } = view;
  return consoleDocument({
    ...view,
    heading: 'VA Profile',
    current: VA_PROFILE_PATH,
    children: (
      <>
        <AsOf asOf={asOf} />
        <p>What the instance that shows this page sees. Others have their own figures.</p>
        <DescriptionList
          items={[
            { term: 'Breaker', description: BREAKER_IN_WORDS[health.breaker] },
            { term: 'Questions with VA Profile now', description: String(health.sent) },
            { term: 'Questions that wait for a free place', description: String(health.waiting) },
          ]}
        />
        <Downtimes {...view} />
      </>
    ),
  });
}

const BREAKER_IN_WORDS: Readonly<Record<UpstreamHealth['breaker'], string>> = {
  closed: 'Closed: VA Profile is asked.',
  open: 'Open: too many questions failed, so VA Profile is not asked for a while.',
  probing: 'Probing: VA Profile is tried again with a few questions.',
};

function Downtimes({ downtimes, asOf }: VaProfileView) {
  const now = new Date(asOf);
  const ahead = downtimes
    .filter(({ until }) => until > now)
    .toSorted((one, other) => one.from.getTime() - other.from.getTime());
  return (
    <section aria-labelledby="downtimes">
      <h2 id="downtimes">Planned downtimes</h2>
      {ahead.length === 0 ? (
        <p>None is planned. The setting VA_PROFILE_DOWNTIME names them.</p>
      ) : (
        <ul>
          {ahead.map((downtime) => (
            <li>
              <Moment at={downtime.from} /> to <Moment at={downtime.until} />
              {downtime.from <= now && <strong> (now)</strong>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Moment({ at }: { readonly at: Date }) {
  const iso = at.toISOString();
  return <time dateTime={iso}>{timeInEasternTime(iso)}</time>;
}
