/** How a process ended and all that it said. */
export type Ended = { readonly exitCode: number | null; readonly output: string };
