import { timeInEasternTime } from '../../lib/eastern-time.ts';

type SaidParts = {
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
  readonly why: string | null;
  readonly link?: string | null;
};

/** Who said it, when, and what they wrote with it. */
export function SaidBy({ by, at, why, link = null }: SaidParts) {
  return (
    <>
      {by}, <time dateTime={at}>{timeInEasternTime(at)}</time>
      {why !== null && `: ${why}`}
      {link !== null && (
        <>
          {' '}
          <a class="said-link" href={link} rel="noopener noreferrer">
            {link}
          </a>
        </>
      )}
    </>
  );
}
