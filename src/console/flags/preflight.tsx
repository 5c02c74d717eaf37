import { releasePath } from '../frame/addresses.ts';
import type { FlagCheck } from './flag-facts.ts';
import { Panel } from './flag-parts.tsx';
import { flagPath } from './flags-page.tsx';

type PreflightParts = {
  readonly name: string;
  readonly checks: readonly FlagCheck[];
  readonly asksPlaces: boolean;
};

/** Whether a flag is ready for a release, and which others meet the same people. */
export function Preflight({ name, checks, asksPlaces }: PreflightParts) {
  const own = checks.filter(({ other }) => other === null);
  const overlaps = checks.filter(({ other }) => other !== null);
  return (
    <Panel id="preflight" heading="Ready for a release?">
      <p>
        <strong>{readinessInWords(checks)}</strong>{' '}
        {asksPlaces ? (
          'Each place that can show the flag was asked with an account on its list, and with another.'
        ) : (
          <a href={`${flagPath(name)}?places=asked#preflight`}>
            Also ask each place that can show it
          </a>
        )}
      </p>
      <CheckList checks={own} />
      <h3>Other flags that reach the same people</h3>
      {overlaps.length === 0 ? (
        <p>No other flag is open for a share of people.</p>
      ) : (
        <CheckList checks={overlaps} />
      )}
    </Panel>
  );
}

function readinessInWords(checks: readonly FlagCheck[]): string {
  const has = (verdict: FlagCheck['verdict']) => checks.some((check) => check.verdict === verdict);
  if (has('failed')) return 'Not ready.';
  return has('warning') ? 'Ready, but read the warnings.' : 'Ready.';
}

function CheckList({ checks }: Pick<PreflightParts, 'checks'>) {
  return (
    <ul class="flag-checks">
      {checks.map(({ name, verdict, sentence, other }) => (
        <li>
          <strong>
            {VERDICTS[verdict]}, {name}:
          </strong>{' '}
          {sentence} {other && <Other {...other} />}
        </li>
      ))}
    </ul>
  );
}

const VERDICTS: Readonly<Record<FlagCheck['verdict'], string>> = {
  passed: 'Passed',
  warning: 'Warning',
  failed: 'Failed',
};

function Other({ flag, release }: NonNullable<FlagCheck['other']>) {
  return release === null ? (
    <a href={flagPath(flag)}>See {flag}</a>
  ) : (
    <a href={releasePath(release)}>Its release is {release}</a>
  );
}
