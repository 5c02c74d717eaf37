export const PAGE_STYLE = `
:root { color-scheme: light; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.75rem; line-height: 1.2; }
h2 { font-size: 1.25rem; margin-top: 2rem; }
figure { margin: 1.5rem 0; }
figcaption { font-weight: 700; margin-bottom: .5rem; }
svg { display: block; width: 100%; max-width: 42rem; height: auto; }
svg text { font: 14px system-ui, sans-serif; fill: #1b1b1b; }
.line { stroke: #565c65; stroke-width: 1; }
.bar { fill: #005ea2; }
.curve { fill: none; stroke: #b50909; stroke-width: 2.5; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .5rem; border-bottom: 1px solid #a9aeb1; }
`;
