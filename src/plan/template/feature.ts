/** The feature that a plan is for, as its toggle and as people call it. */
export type Feature = { readonly toggle: string; readonly title: string };
