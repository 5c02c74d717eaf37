/** Somewhere a link can lead: its name as people read it, and its path. */
export type Place = { readonly name: string; readonly path: string };
