/** What somebody wants who signs in. */
export type AskedSignIn = {
  /** Where they go then. */
  readonly returnPath: string;
  /** Whether they come to verify their identity. Else a provider that remembers them would send them back as they are. */
  readonly verifies?: boolean;
};

export function pathToBegin({ returnPath, verifies = false }: AskedSignIn): string {
  return `/sign-in?return=${encodeURIComponent(returnPath)}${verifies ? '&verify=yes' : ''}`;
}
