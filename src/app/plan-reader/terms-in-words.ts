import type { Terms } from '../../plan/index.ts';
import { MINUTE_MS } from '../../lib/duration.ts';
import type { PlanShown } from '../../release/index.ts';
import { carriesReleases, OPERATOR_ROLES } from '../../roles/index.ts';

/** How a plan wants to be carried out: each term with its value. */
export function termsInWords(terms: Terms): PlanShown['terms'] {
  const { alpha, tolerance, advances, raises, whenDependencyIsDown, goSignedBy } = terms;
  const percent = Number((100 * alpha).toFixed(4));
  return [
    ['Rolled back by chance', `In at most ${percent}% of releases`],
    ['Tolerated rate of failed visits', toleranceInWords(tolerance)],
    ['Opens the next stage', advances === 'automatic' ? 'The program' : 'A person'],
    ['Hours of raises', hoursInWords(raises)],
    ['No raise on', daysWithoutRaise(raises)],
    ['Where the service behind it is down', whenDependencyIsDown === 'hold' ? 'Hold' : 'Roll back'],
    ['The go is signed by', signersInWords(goSignedBy)],
  ];
}

function toleranceInWords(tolerance: number): string {
  if (tolerance === 1) return 'No higher than without the feature';
  return `At most ${tolerance} times as high as without the feature`;
}

function hoursInWords({ hours, timeZone }: Terms['raises']): string {
  const zone = zoneInWords(timeZone);
  if (hours === null) return `Any hour, ${zone}`;
  return `${clockTime(hours.from)} to ${clockTime(hours.to)}, ${zone}`;
}

/** `Eastern Time`; where a zone has no such name, its own. */
function zoneInWords(timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longGeneric' });
  return format.formatToParts().find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

/** Minutes after midnight as `4:30 PM`. */
function clockTime(minutes: number): string {
  const options = { timeZone: 'UTC', hour: 'numeric', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat('en-US', options)
    .format(new Date(minutes * MINUTE_MS))
    .replaceAll(/\s/g, ' ');
}

function daysWithoutRaise(raises: Terms['raises']): string {
  const { notOnFridays, notOnWeekends, notOnFederalHolidays, notOn } = raises;
  const days = [
    ...(notOnFridays ? ['Fridays'] : []),
    ...(notOnWeekends ? ['weekends'] : []),
    ...(notOnFederalHolidays ? ['federal holidays'] : []),
    ...(notOn.length > 0 ? [`${notOn.length} more that the plan names`] : []),
  ];
  return days.length === 0 ? 'None' : days.join(', ');
}

function signersInWords(goSignedBy: Terms['goSignedBy']): string {
  const named = (roles: readonly string[]) => roles.map((role) => role.replaceAll('-', ' '));
  if (goSignedBy.length === 0) {
    return `Any one of: ${named(OPERATOR_ROLES.filter(carriesReleases)).join(', ')}`;
  }
  return `Each of: ${named(goSignedBy).join(', ')}`;
}
