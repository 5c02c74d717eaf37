import { uncapitalized } from '../../lib/spelling.ts';
import { accessOf, CLOSED, sameAccess, type Access, type Progress } from '../journal/progress.ts';
import { isSettled } from '../journal/release.ts';

/** For whom the feature is open, in words; while the flags have not followed the journal, for whom it may be still. */
export function openFor(progress: Progress): string {
  const { phase, applied } = progress;
  const access = accessOf(progress);
  const people = phase === 'closed' ? afterItsEnd(progress) : inWords(access, phase);
  if (isSettled(progress) || sameAccess(access, applied.access)) return people;
  const until = sameAccess(applied.access, CLOSED)
    ? ''
    : `; until then, ${uncapitalized(inWords(applied.access, phase))} may have it`;
  return `${people}, once the flag follows${until}`;
}

/** What was never carried out has been opened for no one. */
function afterItsEnd({ everyoneSince }: Progress): string {
  return everyoneSince === null
    ? 'No one; the release was given up'
    : 'Everyone to whom the code shows it; the release is over';
}

function inWords({ everyone, testers, percentage }: Access, phase: Progress['phase']): string {
  if (everyone) return 'Everyone';
  const groups = [
    ...(testers.length === 0
      ? []
      : [testers.length === 1 ? '1 tester' : `${testers.length} testers`]),
    ...(percentage === 0 ? [] : [`${percentage}% of Veterans`]),
  ];
  if (groups.length > 0) return groups.join(' and ');
  return phase === 'testing' ? 'No one yet: no tester is enrolled' : 'No one';
}
