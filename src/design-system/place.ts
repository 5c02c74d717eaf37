import type { Translated } from '../lib/language.ts';

/** Somewhere a link can lead: its name as people read it, and its path. */
export type Place = { readonly name: Translated<string>; readonly path: string };
