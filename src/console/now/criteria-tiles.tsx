import { timeInEasternTime } from '../../lib/eastern-time.ts';
import { inFigures } from '../../lib/figures.ts';
import { releasePath } from '../frame/addresses.ts';
import type { JudgedRule, ReleaseStatus } from '../../release/index.ts';

/** Every success criterion and rollback rule of the plan, a tile each. */
export function CriteriaTiles({ release }: { readonly release: ReleaseStatus }) {
  const { criteria, phase } = release;
  if (criteria.length === 0 || phase === 'closed') return null;
  if (phase === 'rolled-back') return <NotJudged id={release.id} />;
  return (
    <section aria-labelledby="criteria">
      <h2 id="criteria">Criteria and rollback rules</h2>
      <ul class="tiles">
        {criteria.map((rule) => (
          <Tile rule={rule} />
        ))}
      </ul>
    </section>
  );
}

/** What is open for nobody meets nobody: “nothing has been seen” would be untrue of what led to the rollback. */
function NotJudged({ id }: { readonly id: string }) {
  return (
    <section aria-labelledby="criteria">
      <h2 id="criteria">Criteria and rollback rules</h2>
      <p>
        Nothing is judged while the feature is closed.{' '}
        <a href={releasePath(id, 'measurements')}>What was measured until the rollback</a>
      </p>
    </section>
  );
}

type OfRule = { readonly rule: JudgedRule };

function Tile({ rule }: OfRule) {
  const { kind, subject, condition, window, sentence, valueInWords } = rule;
  const look = lookOf(rule);
  return (
    <li class={`tile tile--${look}`} data-look={look}>
      <p class="quiet">{kind === 'criterion' ? 'Success criterion' : 'Rollback rule'}</p>
      <h3 class="tile__subject">{subject}</h3>
      {valueInWords !== null && <p class="tile__value">{valueInWords}</p>}
      <p>
        <strong>{VERDICTS[look]}</strong>
      </p>
      <dl class="tile__facts">
        <dt>{kind === 'criterion' ? 'Must be' : 'Rolls back at'}</dt>
        <dd>{condition}</dd>
        <dt>Counted</dt>
        <dd>
          {countedInWords(rule)}, {window}
        </dd>
        <dt>Needs</dt>
        <dd>{neededInWords(rule)}</dd>
        <dt>Last seen</dt>
        <dd>
          <LastSeen rule={rule} />
        </dd>
      </dl>
      <details>
        <summary>
          In a sentence<span class="visually-hidden">: {subject}</span>
        </summary>
        <p>{sentence}</p>
      </details>
    </li>
  );
}

const VERDICTS = {
  good: 'Met',
  harm: 'Harm: not met',
  fired: 'Harm: the rule has fired',
  quiet: 'Has not fired',
  'too-little': 'Not enough data yet',
  'no-data': 'No data',
} as const;

type Look = keyof typeof VERDICTS;

/** Without data nothing looks good, whatever the verdict is called. */
export function lookOf({
  kind,
  verdict,
  value,
}: Pick<JudgedRule, 'kind' | 'verdict' | 'value'>): Look {
  if (verdict === 'inconclusive') return 'too-little';
  if (verdict === 'unmeasured' || value === null) return 'no-data';
  if (kind === 'criterion') return verdict === 'met' ? 'good' : 'harm';
  return verdict === 'met' ? 'fired' : 'quiet';
}

/** Of lengths of time and scores nothing is counted but what they were measured of. */
function countedInWords({ numerator, denominator, seen, sample }: JudgedRule): string {
  if (numerator === null) {
    return seen === null || seen === 0 ? 'Nothing yet' : `${inFigures(seen)} ${sample.unit}`;
  }
  if (denominator === null) return inFigures(numerator);
  return `${inFigures(numerator)} of ${inFigures(denominator)} ${sample.unit}`;
}

function neededInWords({ sample: { asked, unit } }: JudgedRule): string {
  return `${inFigures(asked)} or more ${unit}`;
}

function LastSeen({ rule: { lastSeenAt } }: OfRule) {
  if (lastSeenAt === null) return <>Nothing has been seen</>;
  return <time dateTime={lastSeenAt}>{timeInEasternTime(lastSeenAt)}</time>;
}
