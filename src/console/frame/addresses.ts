/** The pages of one release, in the order of its tabs; the first one has no name in its address. */
export const RELEASE_PAGES = [
  { page: 'now', label: 'Now' },
  { page: 'measurements', label: 'Measurements' },
  { page: 'plan', label: 'Plan' },
  { page: 'testing', label: 'Testing' },
  { page: 'go-no-go', label: 'Go/no-go' },
  { page: 'results', label: 'Results' },
  { page: 'journal', label: 'Journal' },
] as const;

export type ReleasePage = (typeof RELEASE_PAGES)[number]['page'];

/** The pages beside the releases, as the header names them. */
export const CONSOLE_PAGES = [
  { path: '/console', label: 'Releases' },
  { path: '/console/calendar', label: 'Calendar' },
  { path: '/console/load', label: 'Load a plan' },
  { path: '/console/flags', label: 'Flags' },
  { path: '/console/analytics', label: 'Analytics' },
  { path: '/console/remarks', label: 'Remarks' },
  { path: '/console/va-profile', label: 'VA Profile' },
  { path: '/console/deliveries', label: 'Deliveries' },
  { path: '/console/access', label: 'Access' },
] as const;

export function releasePath(id: string, page: ReleasePage = 'now'): string {
  const path = `/console/releases/${encodeURIComponent(id)}`;
  return page === 'now' ? path : `${path}/${page}`;
}

export function stepPath(id: string, step: string): string {
  return `${releasePath(id)}/steps/${step}`;
}
