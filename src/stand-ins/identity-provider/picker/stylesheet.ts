export const STYLESHEET_PATH = '/stand-in.css';

/** Styled differently from VA.gov, so that the stand-in is not mistaken for it. */
export const STYLESHEET = `
:root { color-scheme: light; --ink: #1b1b1b; --quiet: #565c65; --line: #c9c9c9; --action: #005ea2; --dark: #162e51; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: #f5f6f7; font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
header { background: var(--dark); color: #fff; border-bottom: 4px solid #fdb81e; }
header p { max-width: 60rem; margin: 0 auto; padding: .75rem 1rem; font-weight: 600; letter-spacing: .01em; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { margin: .5rem 0; font-size: 2rem; line-height: 1.2; color: var(--dark); }
h2 { margin: 2rem 0 0; font-size: 1.375rem; line-height: 1.3; color: var(--dark); }
h2 + p { margin: .25rem 0 1rem; color: var(--quiet); }
.lead { max-width: 40rem; margin: 0; font-size: 1.125rem; }
.people { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr)); gap: .75rem; margin: 0; padding: 0; list-style: none; }
button { font: inherit; cursor: pointer; border-radius: .375rem; }
.people button { display: flex; flex-direction: column; gap: .125rem; width: 100%; height: 100%; padding: .875rem 1rem; text-align: left; color: inherit; background: #fff; border: 1px solid var(--line); }
.people button:hover { border-color: var(--action); box-shadow: 0 0 0 1px var(--action); }
.name { font-weight: 600; color: var(--action); }
.slug { font: .875rem/1.4 ui-monospace, "Cascadia Mono", Menlo, monospace; color: var(--quiet); }
.description { margin-top: .25rem; font-size: .9375rem; line-height: 1.4; }
.by-slug { margin-top: .75rem; }
label { font-weight: 600; }
.by-slug p { margin: 0 0 .375rem; color: var(--quiet); }
.by-slug .error { color: #b50909; font-weight: 600; }
.field { display: flex; flex-wrap: wrap; gap: .5rem; }
input { flex: 1 1 12rem; max-width: 20rem; min-height: 2.75rem; padding: .5rem; font: inherit; color: inherit; background: #fff; border: 1px solid var(--quiet); border-radius: .25rem; }
input[aria-invalid="true"] { border: 3px solid #b50909; }
.field button { min-height: 2.75rem; padding: .5rem 1.25rem; font-weight: 600; color: #fff; background: var(--action); border: 2px solid transparent; }
.field button:hover { background: #1a4480; }
:focus-visible { outline: .25rem solid #face00; outline-offset: 2px; }
`;
