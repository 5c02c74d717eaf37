/** Where a feature is in Flipper’s HTTP API. */
export function featurePath(name: string): string {
  return `/flipper/api/features/${encodeURIComponent(name)}`;
}
