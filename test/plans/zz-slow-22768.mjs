// src/plan/text/folds.ts
var FRAME = /<details\b[^>]*>|<\/details\s*>/gi;
var SUMMARY = /<summary\b[^>]*>([\s\S]*?)<\/summary\s*>/i;
var SUMMARY_REACH = 600;
function foldsAfter(folds, text, { start, end }) {
  return [...text.slice(start, end).matchAll(FRAME)].reduce((open2, tag) => {
    const at = start + tag.index;
    return tag[0].startsWith("</") ? open2.slice(0, -1) : [...open2, { ...foldAt(text, at), outer: open2.at(-1) ?? null }];
  }, folds);
}
function foldAt(text, start) {
  const summary = SUMMARY.exec(text.slice(start, start + SUMMARY_REACH));
  const words = (summary?.[1] ?? "").replace(/<[^<>]*>/g, " ").replace(/\s+/g, " ");
  const end = start + (summary ? summary.index + summary[0].length : "<details>".length);
  return { summary: words.trim(), span: { start, end } };
}
function isOnlyFrame(html) {
  const said = html.replace(/<!--[\s\S]*?(?:-->|$)/g, "").replace(new RegExp(SUMMARY, "gi"), "").replace(/<[^<>]*>/g, "");
  return said.trim() === "" && !/<(?:img|a)\b/i.test(html);
}
var OLD = /\battempts?\b|\bsuperseded\b|\barchived?\b|\brolled[- ]?back\b|\b(?:first|1st|previous|earlier|old|original|prior|initial|former|failed)\s+(?:try|roll-?out|release|launch|run|version|plan|stage|phase|round)\b/i;
function isOldAttempt({ summary }) {
  return OLD.test(summary);
}
function isWithinFold(inner, outer) {
  for (let fold = inner; fold; fold = fold.outer) if (fold === outer) return true;
  return false;
}

// src/plan/attempts.ts
function currentAndPast(stage, bound, all) {
  const { name, letter, span } = stage;
  const folds = [...new Set(bound.map(({ fold }) => fold))].filter((fold) => fold !== stage.fold);
  const past = folds.filter((fold) => fold !== null && isPast(fold, bound));
  const records = past.flatMap((fold) => {
    const fields2 = fieldsIn(bound, (other) => other === fold);
    return fold ? [{ name, letter, span: fold.span, superseded: true, fields: fields2 }] : [];
  });
  const fields = fieldsIn(bound, (fold) => !past.includes(fold));
  return [...records, { name, letter, span, superseded: isSuperseded(stage, all), fields }];
}
function fieldsIn(bound, isHere) {
  return bound.filter(({ fold }) => isHere(fold)).map(({ field }) => field);
}
function isPast(fold, bound) {
  const names = (fields) => fields.map(({ field }) => field.known?.name);
  const outside = names(bound.filter((other) => other.fold !== fold));
  const inside = names(bound.filter((other) => other.fold === fold));
  if (!inside.some((name) => name !== void 0)) return false;
  return isOldAttempt(fold) || inside.some((name) => name !== void 0 && outside.includes(name));
}
function isSuperseded({ fold, letter }, all) {
  if (!fold) return false;
  return isOldAttempt(fold) || all.some((other) => other.letter === letter && other.fold === null);
}

// src/plan/text/source.ts
var LINE_ENDINGS = /\r\n|\n|\r/g;
function sourceOf(document) {
  const mark = /^\uFEFF*/.exec(document)?.[0] ?? "";
  const text = document.slice(mark.length);
  const endings = [...text.matchAll(LINE_ENDINGS)];
  return {
    mark,
    text,
    lineStarts: [0, ...endings.map((ending) => ending.index + ending[0].length)],
    lineEnding: endings[0]?.[0] ?? "\n"
  };
}
function within(inner, outer) {
  return inner.start >= outer.start && inner.end <= outer.end;
}
function overlap(one, other) {
  return one.start < other.end && other.start < one.end;
}
function trimmed(text, { start, end }) {
  const words = text.slice(start, end);
  const lead = words.length - words.trimStart().length;
  const tail = words.length - words.trimEnd().length;
  return lead === words.length ? { start, end: start } : { start: start + lead, end: end - tail };
}

// src/plan/text/blank.ts
var BLANK = "\0";
function blanked(text, spans, filler) {
  let upTo = 0;
  const parts = inOrder(spans).flatMap(({ start, end }) => {
    const from = Math.max(start, upTo);
    if (end <= from) return [];
    const kept = text.slice(upTo, from);
    upTo = end;
    return [kept, text.slice(from, end).replace(/[^\r\n]/g, filler)];
  });
  return [...parts, text.slice(upTo)].join("");
}
function leftOver({ start, end }, holes) {
  let from = start;
  const pieces = inOrder(holes).flatMap((hole) => {
    if (hole.end <= from || hole.start >= end) return [];
    const piece = { start: from, end: Math.max(from, hole.start) };
    from = hole.end;
    return piece.end > piece.start ? [piece] : [];
  });
  return from < end ? [...pieces, { start: from, end }] : pieces;
}
function inOrder(spans) {
  return spans.toSorted((one, other) => one.start - other.start);
}

// src/plan/meaning/normalized.ts
function normalized(words) {
  return words.toLowerCase().replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/[\u2010-\u2015]/g, "-").replace(/&#?\w{1,31};|<[^<>]*>/g, " ").replace(/[*_`\\~]/g, "").replace(/\([^()]*\)/g, " ").replace(/\s+/g, " ").replace(/[\s:?]+$/, "").replace(/^[^\p{L}\p{N}"'[%]+/u, "").replace(/^(?:\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2})+\.?) (?=\p{L})/u, "");
}

// src/plan/meaning/template.ts
var ROLLBACK = /^(define )?(the )?roll-?back( plan| process| criteria| strategy| procedure)?$/;
var TEMPLATE = [
  { name: "overview", kind: "text", in: "head", words: /^(overview|summary)$/ },
  {
    name: "toggle name",
    kind: "identifier",
    in: "head",
    words: /^(feature )?(toggle|flag|flipper) names?$|^feature (toggle|flag)s?$/
  },
  {
    name: "toggle name",
    kind: "identifier",
    in: "toggles",
    words: /^(feature )?(toggle|flag|flipper)( name)?s?$/
  },
  { name: "toggle description", kind: "text", in: "toggles", words: /^description$/ },
  { name: "rollback", kind: "text", in: "head", words: ROLLBACK },
  { name: "rollback", kind: "text", in: "planning", words: ROLLBACK },
  {
    name: "dates",
    kind: "dates",
    in: "planning",
    words: /^((desired|planned) )?(date range|dates?)( or test duration)?$|^test duration$/
  },
  { name: "testers", kind: "count", in: "planning", words: /^desired number of (unique )?users$/ },
  { name: "recruiting", kind: "text", in: "planning", words: /^how you'll recruit\b[^?:]*$/ },
  { name: "testing", kind: "text", in: "planning", words: /^how you'll conduct the testing$/ },
  {
    name: "tester access",
    kind: "text",
    in: "planning",
    words: /^how you'll give the test users access\b[^?:]*$/
  },
  { name: "go/no-go", kind: "link", in: "planning", words: /^(launch )?go ?\/ ?no[- ]?go$/ },
  { name: "launch ticket", kind: "link", in: "planning", words: /^(launch )?ticket$/ },
  {
    name: "access",
    kind: "text",
    in: "planning",
    words: /^how (will you|you'll) make the product available in production\b[^?:]*$/
  },
  {
    name: "success criteria",
    kind: "list",
    in: "planning",
    words: /^what metrics-based criteria\b[^?:]*$|^success criteria$/
  },
  {
    name: "dashboards",
    kind: "list",
    in: "planning",
    words: /^links? to (the )?dashboard\b[^?:]*$/
  },
  { name: "monitors", kind: "list", in: "planning", words: /^who is monitoring\b[^?:]*$/ },
  {
    name: "length",
    kind: "duration",
    in: "planning",
    words: /^length of time$|^time ?frame$|^duration$/
  },
  {
    name: "percentage",
    kind: "percent",
    in: "planning",
    words: /^percentage of (users|veterans)$|^(launch|roll-?out) ?%$|^% of (users|veterans)$/
  },
  {
    name: "users",
    kind: "count",
    in: "results",
    words: /^number of (unique )?users$|^unique users$/
  },
  { name: "bugs", kind: "counts", in: "results", words: /^number of bugs identified ?\/ ?fixed$/ },
  { name: "metrics", kind: "list", in: "results", words: /^metrics at this stage$/ },
  {
    name: "downstream",
    kind: "yes-no",
    in: "results",
    words: /^was any downstream service affected by the change$/
  },
  {
    name: "data easy to process",
    kind: "yes-no",
    in: "results",
    words: /^was the data submitted easy for va to process$/
  },
  { name: "errors", kind: "list", in: "results", words: /^types of errors logged$/ },
  {
    name: "changes made",
    kind: "yes-no",
    in: "results",
    words: /^any (ux )?changes necessary\b[^?:]*$/
  },
  {
    name: "changes",
    kind: "text",
    in: "results",
    words: /^what (ux )?changes are necessar(il)?y\b[^?:]*$/
  },
  { name: "which changes", kind: "list", in: "results", words: /^if yes, what$/ },
  { name: "kpi", kind: "count", in: "results", words: /^post-launch kpi \d actual$/ },
  {
    name: "handling",
    kind: "yes-no",
    in: "results",
    words: /^any issues with va handling\/processing$/
  },
  { name: "actual dates", kind: "dates", in: "results", words: /^actual( dates?( range)?)?$/ }
];

// src/plan/meaning/labels.ts
var ALSO_IN = {
  head: ["head", "planning"],
  toggles: ["toggles", "head", "planning"],
  planning: ["planning", "results"],
  results: ["results", "planning"]
};
function knownLabel(words, where) {
  const plain = normalized(words);
  const found = ALSO_IN[where].map((territory) => TEMPLATE.find((field) => field.in === territory && field.words.test(plain))).find((field) => field !== void 0);
  return found ? { name: found.name, kind: found.kind, territory: found.in } : null;
}

// src/plan/meaning/split-label.ts
var BEFORE_VALUE = new RegExp(`(?=\\\\?\\[|#\\d|${BLANK})|$`, "g");
var BEFORE_PLAIN_VALUE = /[*_]*\s+(?=[~≈<>≤≥]*\s*\d|(?:n\/a|none|yes|no)\b|(?:one|two|three|four|five|six|an?) (?:hour|day|week|month))/gi;
var KNOWN_CUTS = [
  /\??[*_]*:[*_]*/g,
  /\?[*_]*/g,
  BEFORE_VALUE,
  /\s+(?:[-–—|]|<br\s*\/?>)\s/g,
  BEFORE_PLAIN_VALUE
];
var ANY_CUT = /(?:\??[*_]*:|\?)[*_]*(?=\s|$|<br)/g;
function splitKnownLabel(plan, words, territory) {
  const byLink = splitLink(plan, words);
  const knownLink = byLink && knownLabel(byLink.label, territory);
  if (knownLink) return { ...byLink, known: knownLink };
  for (const cut of KNOWN_CUTS.flatMap((pattern) => cutsIn(plan, words, pattern))) {
    const label = plan.text.slice(words.start, cut.labelEnd);
    const known = label.length > LONGEST_KNOWN ? null : knownLabel(label, territory);
    const value = { start: cut.valueStart, end: words.end };
    if (known) return withSuffix(plan, words.start, labelled(plan, label, { known, value }));
  }
  return null;
}
function withSuffix(plan, start, byDash) {
  const { known, value } = byDash;
  const isByDash = /\s[-–—|]\s$/.test(plan.text.slice(start, value.start));
  const [cut] = isByDash ? cutsIn(plan, value, ANY_CUT) : [];
  const isMarked = plan.markers.some(({ start: marker }) => {
    return cut && plan.text.slice(cut.valueStart, marker).trim() === "" && marker >= cut.valueStart;
  });
  if (!cut || !isMarked) return byDash;
  const label = plan.text.slice(start, cut.labelEnd);
  return labelled(plan, label, { known, value: { start: cut.valueStart, end: value.end } });
}
var LONGEST_KNOWN = 260;
var LONGEST_LABEL = 160;
function splitAnyLabel(plan, words) {
  const cut = cutsIn(plan, words, ANY_CUT).find(({ labelEnd }) => {
    return isOutsideBrackets(plan.masked.slice(words.start, labelEnd));
  });
  if (!cut) return null;
  const label = plan.text.slice(words.start, cut.labelEnd);
  const isSentence2 = /[.!;]\s/.test(label.replace(/\([^()]*\)/g, "")) || label.length > LONGEST_LABEL;
  if (isSentence2 || !/[\p{L}\p{N}]/u.test(label)) return null;
  return labelled(plan, label, { known: null, value: { start: cut.valueStart, end: words.end } });
}
function isOutsideBrackets(before) {
  return before.lastIndexOf("(") <= before.lastIndexOf(")");
}
function splitArtifact(plan, words) {
  const byLink = splitLink(plan, words);
  if (byLink) return byLink;
  const byColon = splitAnyLabel(plan, words);
  if (byColon) return byColon;
  const [before] = cutsIn(plan, words, BEFORE_VALUE);
  const end = before?.labelEnd ?? words.end;
  const label = plan.text.slice(words.start, end);
  if (label.trim() === "") {
    const whole = plan.text.slice(words.start, words.end);
    return labelled(plan, whole, { known: null, value: words });
  }
  return labelled(plan, label, { known: null, value: { start: end, end: words.end } });
}
function splitLink(plan, words) {
  const linkText = /^\[([^[\]]+)\]\(/.exec(plan.text.slice(words.start, words.end))?.[1];
  return linkText === void 0 ? null : labelled(plan, linkText, { known: null, value: words });
}
function cutsIn(plan, { start, end }, pattern) {
  const solid = [...plan.links, ...plan.codes].map(({ span }) => span);
  return [...plan.masked.slice(start, end).matchAll(pattern)].map((cut) => ({
    cut: cut[0],
    at: { start: start + cut.index, end: start + cut.index + cut[0].length }
  })).filter(({ at }) => !solid.some((span) => span.start < at.start && within(at, span))).map(({ cut, at }) => ({
    labelEnd: at.start + (cut.startsWith("?") ? 1 : 0),
    valueStart: at.end
  }));
}
function labelled(plan, label, { known, value }) {
  return { label: printable(label), known, value: insideEmphasis(plan, label, value) };
}
function insideEmphasis({ text }, label, value) {
  const opening = /^(\*{1,3}|_{1,3})(?=\S)/.exec(label)?.[1];
  if (opening === void 0 || label.trimEnd().endsWith(opening)) return value;
  const words = text.slice(value.start, value.end);
  const isClosedAtOnce = text.slice(0, value.start).endsWith(opening);
  if (isClosedAtOnce || !words.trimEnd().endsWith(opening)) return value;
  return { start: value.start, end: value.start + words.trimEnd().length - opening.length };
}
function printable(label) {
  return label.replace(/<br\s*\/?>|&nbsp;/gi, " ").replace(/\*\*|__/g, "").replace(/\s+/g, " ").trim().replace(/^[*_]+|[*_]+$/g, "");
}

// src/plan/fields/spoken.ts
function spokenSpan({ text }, { start, end }) {
  const words = text.slice(start, end);
  const lead = LEAD.exec(words)?.[0].length ?? 0;
  if (lead === words.length) return emptyPlace(words, { start, end });
  return { start: start + lead, end: start + withoutTail(words).length };
}
var LEAD = /^(?:\s|&nbsp;|<br\s*\/?>)+/i;
function emptyPlace(words, { start, end }) {
  return /<br/i.test(words) ? { start: end, end } : { start, end: start };
}
function withoutTail(words) {
  let rest = words.trimEnd();
  for (let tail = TAIL.exec(rest); tail; tail = TAIL.exec(rest)) {
    rest = rest.slice(0, tail.index).trimEnd();
  }
  return rest;
}
var TAIL = /(?:&nbsp;|<br\s*\/?>)$/i;

// src/plan/fields/draft.ts
function draftOf(plan, { fold, depth }, { labelled: labelled2, carrier }) {
  const pieces = [beside(plan, labelled2.value)];
  return { labelled: labelled2, carrier, ticked: false, part: null, depth, fold, pieces };
}
function beside(plan, value) {
  return besidePiece(spokenSpan(plan, value));
}
function besidePiece(span) {
  return { kind: "beside", depth: 0, span, box: null, isApart: false };
}
function awaits(draft) {
  return draft?.pieces.every(({ span }) => span.end === span.start) ?? false;
}
function isOfWords({ labelled: { known } }) {
  return known === null || ["text", "list", "link"].includes(known.kind);
}
function takesTable(draft, depth) {
  if (draft.pieces.at(-1)?.kind === "row") return true;
  if (!awaits(draft)) return false;
  const {
    carrier,
    labelled: { known }
  } = draft;
  return depth > 0 || carrier !== "bullet" || !isResult(known) || known?.name === "metrics";
}
var isResult = (known) => known?.territory === "results";

// src/plan/text/lines.ts
var BREAK = /\r\n|\n|\r|<br\s*\/?>|<\/?(?:[uo]l|li)\b[^<>]*>/gi;
function linesOf(plan, { start, end }) {
  const solid = solidWithin(plan, { start, end });
  const breaks = [...plan.text.slice(start, end).matchAll(BREAK)].map((hit) => ({ start: start + hit.index, end: start + hit.index + hit[0].length })).filter((hit) => !solid.some((span) => overlap(span, hit))).filter(
    (hit) => /^[\r\n]/.test(plan.text.slice(hit.start)) || !isInRow(plan.text, { start, end: hit.start })
  );
  const starts = [start, ...breaks.map((hit) => hit.end)];
  const ends = [...breaks.map((hit) => hit.start), end];
  const items = itemDepths(breaks.map((hit) => plan.text.slice(hit.start, hit.end)));
  return starts.flatMap((from, index) => {
    const span = trimmed(plan.text, { start: from, end: ends[index] ?? end });
    if (span.end <= span.start) return [];
    const line = lineAt(plan.text, span);
    return [{ ...line, bullet: line.bullet || (items[index - 1] ?? 0) }];
  });
}
function isInRow(text, { start, end }) {
  const lineStart = text.lastIndexOf("\n", end - 1) + 1;
  return /^[ \t]*\|/.test(text.slice(Math.max(lineStart, start), end));
}
function itemDepths(breaks) {
  let depth = 0;
  return breaks.map((tag) => {
    if (/^<[uo]l/i.test(tag)) depth += 1;
    if (/^<\/[uo]l/i.test(tag)) depth -= 1;
    return /^<li/i.test(tag) ? Math.max(depth, 1) : 0;
  });
}
function solidWithin({ codes, links, withdrawn }, { start, end }) {
  const solid = [...withdrawn, ...codes.map(({ span }) => span), ...links.map(({ span }) => span)];
  return solid.filter((span) => overlap(span, { start, end }));
}
var SIGN = /^(?:([•◦▪‣·●○■])\s*|[-+*][ \t]+|(o)\t\s*)(?=\S)/;
function lineAt(text, whole) {
  const quote = /^(?:>[ \t]?)+/.exec(text.slice(whole.start, whole.end))?.[0].length ?? 0;
  const span = trimmed(text, { start: whole.start + quote, end: whole.end });
  const sign = SIGN.exec(text.slice(span.start, span.end));
  if (!sign) return { span, bullet: 0 };
  const isNested = sign[2] !== void 0 || sign[1] === "\u25E6" || sign[1] === "\u25CB";
  return { span: { start: span.start + sign[0].length, end: span.end }, bullet: isNested ? 2 : 1 };
}

// src/plan/fields/row-labels.ts
function labelsOfRow(plan, entry, { territory, areValues: areValues2 }) {
  const { cells, head, isHead } = entry.row;
  const [first, second] = cells;
  if (!first) return "says nothing";
  if (isHead && isTitleRow(plan, cells)) return "says nothing";
  if (isOfToggles(plan, head)) return toggleCells(plan, entry);
  const known = splitKnownLabel(plan, first, territory);
  if (known) return [cellDraft(plan, entry, { labelled: known, values: cells.slice(1) })];
  if (isHead) return areValues2 && cells.length > 2 ? [] : "says nothing";
  if (areValues2 || !second) return [];
  return cells.length === 2 ? [pairOf(plan, entry, { first, second })] : crossed(plan, entry);
}
function isTitleRow(plan, cells) {
  const titles = cells.map((cell) => knownLabel(wordsAt(plan, cell), "planning"));
  return titles.filter((title) => title !== null).length > 1 || isOfToggles(plan, cells);
}
function isOfToggles(plan, head) {
  return head.some((cell) => knownLabel(wordsAt(plan, cell), "toggles")?.name === "toggle name");
}
function toggleCells(plan, entry) {
  const { head } = entry.row;
  return entry.row.cells.flatMap((cell, column) => {
    const title = head[column];
    if (!title) return [];
    const label = wordsAt(plan, title);
    const labelled2 = { label, known: knownLabel(label, "toggles"), value: cell };
    return [cellDraft(plan, entry, { labelled: labelled2, values: [cell] })];
  });
}
function pairOf(plan, entry, { first, second }) {
  const labelled2 = { label: wordsAt(plan, first), known: null, value: second };
  return cellDraft(plan, entry, { labelled: labelled2, values: [second] });
}
function crossed(plan, entry) {
  const { head } = entry.row;
  const [name, ...cells] = entry.row.cells;
  if (!name) return [];
  return cells.map((cell, index) => {
    const column = head[index + 1];
    const title = column ? wordsAt(plan, column) : "";
    const label = [wordsAt(plan, name), title].filter((words) => words !== "").join(": ");
    const draft = cellDraft(plan, entry, {
      labelled: { label, known: null, value: cell },
      values: [cell]
    });
    return { ...draft, part: partOfColumn(title) ?? draft.part };
  });
}
function cellDraft(plan, entry, { labelled: labelled2, values }) {
  const draft = draftOf(plan, entry, { labelled: labelled2, carrier: "cell" });
  const part = partOfTable(plan, entry.row.head);
  const [first, last] = [values[0], values.at(-1)];
  if (!first || !last) return { ...draft, part };
  const span = { start: first.start, end: last.end };
  const lines = linesOf(plan, span).map((line) => besidePiece(line.span));
  return { ...draft, part, pieces: lines.length > 0 ? lines : [besidePiece(span)] };
}
function partOfTable(plan, head) {
  if (head.length > 2) return null;
  const titles = head.map((cell) => normalized(wordsAt(plan, cell)));
  if (titles.includes("results")) return "results";
  return titles.includes("planning") ? "planning" : null;
}
function partOfColumn(title) {
  const plain = normalized(title);
  if (/\bpost[- ]?launch\b|\bactual\b|\bresults?\b/.test(plain)) return "results";
  return /\btarget\b|\bplanned\b|\bbaseline\b/.test(plain) ? "planning" : null;
}
function wordsAt({ readable }, { start, end }) {
  return readable.slice(start, end).replace(/`/g, "").replace(/\s+/g, " ").replace(/ (?=[.,;:!?)])/g, "").trim();
}

// src/plan/fields/carriers.ts
function labelsOf(plan, entry, reader) {
  if (isPartWord(plan, entry)) return "divides";
  switch (entry.kind) {
    case "bullet":
      return isContentsLine(plan, entry) && reader.listing.bullets !== "values" ? "says nothing" : bulletLabel(plan, entry, reader);
    case "line":
      return lineLabel(plan, entry, reader);
    case "row":
      return labelsOfRow(plan, entry, { ...reader.listing, areValues: areValues(reader, entry) });
    case "heading":
    case "rule":
    case "other":
      return [];
  }
}
function isPartWord(plan, { kind, span }) {
  return kind === "bullet" && /^(?:planning|results):?$/i.test(wordsAt(plan, span));
}
function isContentsLine({ text }, { span }) {
  return /^\[[^[\]]*\]\(#[^()\s]*\)$/.test(text.slice(span.start, span.end));
}
function bulletLabel(plan, entry, reader) {
  const { bullets, territory } = reader.listing;
  const { span, depth, box } = entry;
  const known = splitKnownLabel(plan, span, territory);
  if (known) return [draftOf(plan, entry, { labelled: known, carrier: "bullet" })];
  if (bullets === "values" || isListOf(reader.current, entry)) return [];
  if (box && bullets === "fields") return [boxDraft(plan, entry, box.span)];
  if (depth > 1) return [];
  const any = bullets === "artifacts" ? splitArtifact(plan, span) : splitAnyLabel(plan, span);
  return any ? [draftOf(plan, entry, { labelled: any, carrier: "bullet" })] : [];
}
function areValues({ listing, current }, { depth }) {
  if (listing.bullets === "values") return true;
  return current?.labelled.known ? isOfWords(current) && takesTable(current, depth) : false;
}
function isListOf(current, { box, depth }) {
  if (!current?.labelled.known || !isOfWords(current)) return false;
  if (current.carrier === "bullet")
    return box !== null && (depth > current.depth || isList(current));
  return current.carrier === "line" && isList(current);
}
function isList(current) {
  return awaits(current) || current.pieces.at(-1)?.kind === "bullet";
}
function boxDraft(plan, entry, value) {
  const label = wordsAt(plan, entry.span);
  const draft = draftOf(plan, entry, {
    labelled: { label: label.replace(/[\s:]+$/, ""), known: null, value },
    carrier: "box"
  });
  return { ...draft, ticked: entry.box?.ticked ?? false };
}
var BOLD_LABEL = /^(\*\*|__)(?:(?!\1).){1,160}?(?::\1|\1\s*\??:|\?\1)/;
var LONGEST_BARE_LABEL = 60;
function lineLabel(plan, entry, reader) {
  const { bullets, territory } = reader.listing;
  const known = splitKnownLabel(plan, entry.span, territory);
  if (known) return [draftOf(plan, entry, { labelled: known, carrier: "line" })];
  if (bullets === "values") return [];
  const isBold = BOLD_LABEL.test(plan.text.slice(entry.span.start, entry.span.end));
  if (!isBold && !reader.labelledParagraphs.has(entry)) return [];
  const any = splitAnyLabel(plan, entry.span);
  if (!any || any.label.length > LONGEST_BARE_LABEL) return [];
  return [draftOf(plan, entry, { labelled: any, carrier: "line" })];
}
function paragraphsWithLabels(plan, listing) {
  const paragraphs = [];
  for (const entry of listing.entries) {
    const before = paragraphs.at(-1);
    if (before && entry.kind === "line" && entry.continues) before.push(entry);
    else paragraphs.push([entry]);
  }
  const isLabelled = ({ kind, span }) => kind === "line" && splitKnownLabel(plan, span, listing.territory) !== null;
  const longer = paragraphs.filter((lines) => lines.length > 1);
  return new Set(longer.filter((lines) => lines.some(isLabelled)).flat());
}

// src/plan/text/markdown.ts
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
function parseMarkdown(text) {
  const front = frontMatterEnd(text);
  const blank = text.slice(0, front).replace(/[^\r\n]/g, " ");
  return fromMarkdown(withoutAbysses(blank + text.slice(front)), GFM);
}
function frontMatterEnd(text) {
  return FRONT_MATTER.exec(text)?.[0].length ?? 0;
}
var FRONT_MATTER = /^---[ \t]*(?:\r\n|\n|\r)(?:(?:[\w-]+:|[ \t#-])[^\r\n]*(?:\r\n|\n|\r)|(?:\r\n|\n|\r)){1,100}?(?:---|\.\.\.)[ \t]*(?=[\r\n]|$)/;
var GFM = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };
function spanOf(node) {
  return { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 };
}
function contentSpan(node) {
  const [first, last] = [node.children[0], node.children.at(-1)];
  if (!first || !last) return { start: spanOf(node).end, end: spanOf(node).end };
  return { start: spanOf(first).start, end: spanOf(last).end };
}
function everyNode(from) {
  const found = [from];
  for (const node of found) {
    if ("children" in node) found.push(...node.children);
  }
  return found;
}
function wordsOf(node) {
  return wordsIn(node, "delete") || wordsIn(node, null);
}
function wordsIn(node, without2) {
  const pending = [node];
  const words = [];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.type === "text" || next.type === "inlineCode") words.push(next.value);
    if (next.type === "break") words.push(" ");
    if ("children" in next && next.type !== without2) {
      pending.push(...next.children.toReversed());
    }
  }
  return words.join("").replaceAll("\xA0", " ").replace(/\s+/g, " ").trim();
}
var ABYSS = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){50,}/gm;
function withoutAbysses(text) {
  return text.replace(ABYSS, (prefix) => "x".repeat(prefix.length));
}

// src/plan/text/markers.ts
var OPENERS = /\\?\[\s*(?:(?:FILL\\?[_ ]IN|PICK\\?[_ ]ONE|TBD|TBA|TBC)(?![\w-]*\w)|DEV TO PROVIDE\b|LINK HERE(?=\s*\\?\](?!\()))/gi;
var BEFORE_ALONE = "[:?][*_]*[ \\t]+|[|>][ \\t]*|^[ \\t]*(?:[-*+\u2022o][ \\t]+)?";
var AFTER_ALONE = "[ \\t]*(?:$|[|]|<br)";
var BARE = [
  /(?<![\w\\-])(?:FILL_IN|PICK_ONE|TBD|TBA|TBC)(?![\w-])/gi,
  /\bpick one:/gi,
  /\blorem ipsum\b/gi,
  /\bmm\/dd\/yy(?:yy)?\b/gi,
  /(?<!\w)x{1,2}(?:\.x)?\s?%/gi,
  /(?<![\w/])x{2,3}(?![\w/.%]|\s?%)/gi,
  /\babove x\b|\bagreed threshold\b/gi,
  /\?{3,}/g,
  /(?<![\w\\])(?:\\?_){3,}(?![\w\\])/g,
  // These mean nothing in the middle of a sentence: only alone behind a label, in a bullet, a cell or a line.
  new RegExp(
    `(?=[\u2026.xn])(?<=${BEFORE_ALONE})(?:\u2026|\\.{3}|x|x{1,3}\\/x{1,3}|need to update)(?=${AFTER_ALONE})`,
    "gim"
  )
];
var LONGEST_MARKER = 300;
function markersIn(masked) {
  const bracketed = [...masked.matchAll(OPENERS)].map((opener) => bracketAt(masked, opener));
  const outermost = bracketed.filter(
    (span, index) => !bracketed.slice(0, index).some((earlier) => span.start < earlier.end)
  );
  const rest = blanked(masked, outermost, BLANK);
  const bare = BARE.flatMap(
    (pattern) => [...rest.matchAll(pattern)].map((hit) => ({
      start: hit.index,
      end: hit.index + hit[0].length
    }))
  );
  return [...outermost, ...bare].toSorted((one, other) => one.start - other.start);
}
function maskedText(root, text) {
  return blanked(text, everyNode(root).flatMap(notProse), BLANK);
}
function notProse(node) {
  if (node.type === "inlineCode" || node.type === "code" || node.type === "thematicBreak") {
    return [spanOf(node)];
  }
  if (node.type !== "link" && node.type !== "image") return [];
  return [addressSpan(node)];
}
function addressSpan(link) {
  const { start, end } = spanOf(link);
  const last = link.type === "link" ? link.children.at(-1) : void 0;
  if (!last) return { start: end, end };
  const isBare = spanOf(last).end >= end - 1;
  return isBare ? { start, end } : { start: spanOf(last).end + "](".length, end: end - 1 };
}
function bracketAt(masked, opener) {
  const start = opener.index;
  const window = masked.slice(start, start + LONGEST_MARKER).split(/\r?\n[ \t]*\r?\n/)[0] ?? "";
  let depth = 0;
  for (const bracket of window.matchAll(/[[\]]/g)) {
    depth += bracket[0] === "[" ? 1 : -1;
    if (depth === 0) return { start, end: start + bracket.index + 1 };
  }
  return { start, end: start + opener[0].length };
}

// src/plan/text/readable.ts
function withdrawnSpans(root, text) {
  return everyNode(root).flatMap((node) => {
    if (node.type === "delete") return [spanOf(node)];
    return node.type === "html" ? hitsIn(text, spanOf(node), COMMENT) : [];
  });
}
var COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
function readableText(root, text, withdrawn) {
  const markup = everyNode(root).flatMap((node) => markupOf(node, text));
  return blanked(text, [...withdrawn, ...markup], " ").replace(REFERENCE_OR_ESCAPE, asSeen);
}
function markupOf(node, text) {
  switch (node.type) {
    case "html":
      return hitsIn(text, spanOf(node), /<[^<>]*>/g);
    case "image":
      return [spanOf(node)];
    case "link":
      return linkMarkup(node);
    case "strong":
    case "emphasis":
      return aroundChildren(node);
    default:
      return [];
  }
}
function linkMarkup(link) {
  const last = link.children.at(-1);
  const isBare = !last || spanOf(last).end >= spanOf(link).end - 1;
  return isBare ? [spanOf(link)] : aroundChildren(link);
}
function aroundChildren(node) {
  const [first, last] = [node.children[0], node.children.at(-1)];
  const { start, end } = spanOf(node);
  if (!first || !last) return [{ start, end }];
  return [
    { start, end: spanOf(first).start },
    { start: spanOf(last).end, end }
  ];
}
function hitsIn(text, { start, end }, pattern) {
  return [...text.slice(start, end).matchAll(pattern)].map((hit) => ({
    start: start + hit.index,
    end: start + hit.index + hit[0].length
  }));
}
var REFERENCE_OR_ESCAPE = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,30});|\\[!-/:-@[-`{-~]|\u00A0/gi;
function asSeen(written) {
  const seen = written.startsWith("&") ? referred(written) : written.replace("\\", "");
  return seen.replace("\xA0", " ").padEnd(written.length, " ").slice(0, written.length);
}
function referred(reference) {
  return wordsOf(parseMarkdown(`x${reference}x`)).replace(/^x|x$/g, "");
}

// src/plan/text/plan-text.ts
function planTextOf(document) {
  const source = sourceOf(document);
  const { text } = source;
  const root = parseMarkdown(text);
  const front = { start: 0, end: frontMatterEnd(text) };
  const withdrawn = [...front.end > 0 ? [front] : [], ...withdrawnSpans(root, text)];
  const masked = blanked(maskedText(root, text), withdrawn, BLANK);
  return {
    source,
    text,
    masked,
    root,
    withdrawn,
    readable: readableText(root, text, withdrawn),
    markers: markersIn(masked),
    codes: codesIn(root).filter(({ span }) => !withdrawn.some((other) => within(span, other))),
    links: linksIn(root)
  };
}
function codesWithin(plan, span) {
  return plan.codes.filter((code) => within(code.span, span));
}
function unmarkedWords(plan, span) {
  const markers = plan.markers.filter((marker) => within(marker, span));
  const kept = leftOver(span, [...markers, ...plan.withdrawn]);
  return { words: kept.map(({ start, end }) => plan.text.slice(start, end)).join(" "), markers };
}
function codesIn(root) {
  return everyNode(root).flatMap(
    (node) => node.type === "inlineCode" ? [{ value: node.value, span: spanOf(node) }] : []
  );
}
function linksIn(root) {
  return everyNode(root).flatMap(
    (node) => node.type === "link" ? [{ address: node.url, span: spanOf(node) }] : []
  );
}

// src/plan/fields/signs.ts
var SIGNS = { measured: "(measured)", recorded: "(recorded)" };
function isSigned(written) {
  return Object.values(SIGNS).some((sign) => written.trimEnd().endsWith(sign));
}

// src/plan/fields/belonging.ts
function belongs(entry, current, { bullets }) {
  if (bullets === "values") return true;
  if (current.carrier === "cell") return entry.kind === "row" && entry.row.cells.length === 1;
  if (entry.kind === "row") return takesTable(current, entry.depth);
  if (entry.kind === "bullet") return entry.depth > current.depth || takesSiblings(current);
  return entry.depth > 0 || takesParagraph(entry, current);
}
function takesParagraph(entry, current) {
  if (awaits(current)) return isOfWords(current);
  const goesOn = current.carrier === "line" && current.labelled.known !== null;
  return goesOn && isOfWords(current) && entry.fold === current.fold;
}
function takesSiblings(current) {
  if (current.carrier === "box") return false;
  const last = current.pieces.at(-1);
  return awaits(current) || last?.kind === "bullet" && last.depth <= current.depth;
}
function pieceOf(plan, entry, current) {
  const { kind, depth, span } = entry;
  const isApart = current.pieces.at(-1)?.isApart === true || standsApart(plan, entry, current);
  return { kind, depth, span, box: entry.kind === "bullet" ? entry.box : null, isApart };
}
function standsApart(plan, entry, { carrier, depth, fold }) {
  if (entry.fold !== fold || entry.kind === "other") return true;
  if (entry.kind === "row") return carrier !== "cell";
  if (entry.kind === "bullet" && isHtmlItem(plan, entry.span)) return true;
  const isBehind = carrier === "bullet" && entry.depth < depth + (entry.kind === "bullet" ? 1 : 0);
  return isBehind && !isToBeReplaced(plan, entry.span);
}
var isHtmlItem = ({ text }, { start }) => /<li\b[^<>]*>\s*$/i.test(text.slice(Math.max(start - LONGEST_TAG, 0), start));
var LONGEST_TAG = 80;
function isToBeReplaced(plan, span) {
  const { words, markers } = unmarkedWords(plan, span);
  return isSigned(words) || markers.length > 0 && !/[\p{L}\p{N}]/u.test(words);
}

// src/plan/fields/wrapped-labels.ts
function withWholeLabels(plan, { entries, territory }) {
  const whole = [];
  for (const entry of withoutInstructions(plan, entries)) {
    const before = whole.at(-1);
    const together = before && joined(plan, territory, { before, entry });
    if (together) whole.splice(-1, 1, together);
    else whole.push(entry);
  }
  return whole;
}
function joined(plan, territory, { before, entry }) {
  if (entry.kind !== "line" || !entry.continues) return null;
  if (before.kind !== "line" && before.kind !== "bullet") return null;
  const span = { start: before.span.start, end: entry.span.end };
  const known = splitKnownLabel(plan, span, territory);
  if (!known || known.value.start <= entry.span.start) return null;
  const isSetOff = /[:?][*_]*$/.test(plan.text.slice(span.start, known.value.start));
  return isSetOff ? { ...before, span } : null;
}
function withoutInstructions(plan, entries) {
  let isInside = false;
  return entries.filter((entry) => {
    const goesOn = entry.kind === "line" && entry.continues;
    isInside = goesOn ? isInside : entry.kind === "line" && INSTRUCTION.test(wordsAt(plan, entry.span));
    return !isInside;
  });
}
var INSTRUCTION = /^(?:more phases\? sure!|even though your feature has been tested and ready, production is )/i;

// src/plan/typed/numbers.ts
var NUMBER_WORDS = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve"
];
var NUMBER = "\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?";
function wordOrNumber(written) {
  const plain = written.toLowerCase().replaceAll(",", "");
  if (/^\d/.test(plain)) return Number(plain);
  if (/^an?$/.test(plain)) return 1;
  const index = NUMBER_WORDS.indexOf(plain);
  return index === -1 ? null : index;
}

// src/plan/fields/duration.ts
var MINUTES = {
  m: 1,
  h: 60,
  d: 24 * 60,
  w: 7 * 24 * 60,
  mo: 30 * 24 * 60
};
var TIME_UNIT = "mo(?:nths?)?|m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|d(?:ays?)?|w(?:(?:ee)?ks?)?";
var COUNT = `\\d+(?:\\.\\d+)?|(?:${NUMBER_WORDS.join("|")}|an?)(?=[\\s-])`;
var LENGTH = new RegExp(
  `(?<![\\w.])(${COUNT})(?:\\s*(?:-|\u2013|\u2014|to)\\s*\\d+(?:\\.\\d+)?)?[\\s-]*(?:(?:full|business|working|calendar)\\s+)*(${TIME_UNIT})(?![a-z])`,
  "gi"
);
var JOINT = /^[\s,]*(?:and\s+)?$/i;
function minutesIn(words) {
  const spaced = words.replaceAll("\xA0", " ").replace(/(\d[a-z]+)(?=\d)/gi, "$1 ");
  const lengths = [...spaced.matchAll(LENGTH)];
  const [first] = lengths;
  if (!first) return null;
  const after = lengths.findIndex(
    (length, index) => index > 0 && !joins(spaced, lengths[index - 1], length)
  );
  const together = after === -1 ? lengths : lengths.slice(0, after);
  return Math.round(together.reduce((sum, length) => sum + minutesOf(length), 0));
}
function joins(words, before, next) {
  return !before || areJoined(words.slice(before.index + before[0].length, next.index));
}
function areJoined(between) {
  return JOINT.test(between);
}
function minutesOf([, count = "", unit = ""]) {
  return (wordOrNumber(count) ?? 0) * minutesPer(unit);
}
function minutesPer(unit) {
  const short = unit.toLowerCase().startsWith("mo") ? "mo" : unit.charAt(0).toLowerCase();
  return MINUTES[short] ?? 0;
}

// src/plan/figures/hints.ts
var HINT = new RegExp(
  [
    String.raw`\(\s*[*_]*\s*(?:minimum|min\b|recommend|optional)[^()]*\)`,
    String.raw`\*(?:minimum|recommend)[^*\r\n]*\*`,
    String.raw`\(\s*ready\s*/\s*not ready\s*\)`,
    String.raw`\[\s*use your KPIs [^\[\]]*\]`
  ].join("|"),
  "gi"
);
function withoutHints(words) {
  return words.replace(HINT, "");
}
var BEHIND_MARKERS = /^(?:a )?list(?: of| that includes)?(?: (?:your )?(?:kpis?|metrics)\b.*)?$|^of$|^kpis?$|^tickets? of (?:bugs|changes)\b.*$|^(?:with )?ticket numbers?$|^with links? to .*$|^create your rollback plan$|^(?:metric|criteri)(?:s|on|a)?$/i;
function isTemplateHint(words) {
  return BEHIND_MARKERS.test(words.trim());
}

// src/plan/fields/words-as-read.ts
var MARKUP = /(`+)[\s\S]*?\1|<br\s*\/?>|<https?:[^<>\s]*>|<\/?[a-z][^<>]*>|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,30});|\\[!-/:-@[-`{-~]/gi;
function wordsAsRead(written) {
  const words = written.replace(QUOTE_SIGN, "$1").replace(HARD_BREAK, BREAK2).replace(MARKUP, asRead).replace(/[ \t]*(?:\r\n|\n|\r)[ \t]*/g, " ").replaceAll("\xA0", " ").replace(/ {2,}/g, " ").replace(/\s*\u2028\s*/g, "\n").trim();
  return withoutEmphasis(words);
}
var QUOTE_SIGN = /(\r\n|\n|\r)[ \t]*(?:>[ \t]?)+/g;
var HARD_BREAK = /(?: {2,}|\\)(?:\r\n|\n|\r)/g;
var BREAK2 = "\u2028";
function asRead(markup) {
  if (markup.startsWith("`") || /^<https?:/i.test(markup)) return markup;
  if (/^<br/i.test(markup)) return BREAK2;
  if (markup.startsWith("<")) return "";
  return markup.startsWith("&") ? referred(markup) : markup.slice(1);
}
var WHOLE = /^(\*{1,3}|_{1,3})(?=\S)((?:(?!\1)[\s\S])*\S)\1$/;
var BEFORE_REMARK = /^(\*{1,3})(?=[^\s*])([^*]*[^\s*])\1(\s*\([^()]*\))$/;
function withoutEmphasis(words) {
  const inside = WHOLE.exec(words)?.[2];
  if (inside !== void 0) return withoutEmphasis(inside);
  const remarked = BEFORE_REMARK.exec(words);
  if (remarked) return `${remarked[2] ?? ""}${remarked[3] ?? ""}`;
  const halves = words.split("**");
  const [before = "", after = ""] = halves;
  return halves.length === 2 && (before === "" || after === "") ? (before + after).trim() : words;
}
function rowWords(written) {
  const cells = written.trim().replace(/^\||(?<!\\)\|$/g, "").split(/(?<!\\)\|/).map((cell) => cell.trim());
  return cells.join(cells.length === 2 ? ": " : " | ");
}

// src/plan/fields/value.ts
function readValue(plan, pieces, kind) {
  const read = pieces.map((piece) => settled(plan, piece, kind));
  const answers = read.filter(({ words, answered }) => answered && words !== "");
  const value = answers.length > 0 ? answers.map(({ words }) => words).join("\n") : null;
  return { value, open: value === null || read.some(({ marked }) => marked) };
}
function settled(plan, piece, kind) {
  const { words: written, markers } = unmarkedWords(plan, piece.span);
  const words = piece.kind === "row" ? rowWords(written) : written;
  const answer = withoutPickList(withoutHints(wordsAsRead(words)), kind).trim();
  if (markers.length === 0) {
    return { words: withoutLooseBracket(answer), marked: false, answered: true };
  }
  const unmarked = answer.replace(/^[\s:,;/|.-]+|[\s:,;/|\]]+$/g, "");
  const isBracketed = markers.every(({ start }) => /^\\?\[/.test(plan.text.slice(start)));
  return { words: unmarked, marked: true, answered: isAnswer(unmarked, kind, isBracketed) };
}
function withoutPickList(words, kind) {
  if (kind !== "yes-no") return words;
  return words.replace(/\byes\s*[/|]\s*no(?:\s*[/|]\s*n\/a)?(?!\w)[\s,]*/i, "");
}
function withoutLooseBracket(words) {
  return words.includes("[") ? words : words.replace(/\s*\]$/, "");
}
function isAnswer(words, kind, isBracketed) {
  switch (kind) {
    case "yes-no":
      return /\w/.test(words);
    case "percent":
      return /\d\s*(%|percent)/i.test(words);
    case "duration":
      return minutesIn(words) !== null;
    case "counts":
    case "count":
    case "dates":
      return /\d/.test(words);
    case "link":
      return /\]\(|https?:|#\d/.test(words);
    case "identifier":
      return false;
    case "text":
    case "list":
      return isBracketed && /\w/.test(words) && !isTemplateHint(words);
  }
}

// src/plan/fields/bind.ts
function bindFields(plan, listing) {
  const state = begun(plan, listing);
  const entries = withWholeLabels(plan, listing);
  for (const entry of entries) if (!isWithdrawn(plan, entry.span)) take(state, entry);
  const fields = state.drafts.map((draft) => boundField(plan, draft, listing.part));
  return { fields, prose: state.prose };
}
function begun(plan, listing) {
  const { label } = listing;
  const first = label && draftOf(plan, { fold: listing.fold, depth: 0 }, { labelled: label, carrier: "heading" });
  return {
    plan,
    listing,
    prose: [],
    drafts: first ? [first] : [],
    current: first,
    labelledParagraphs: paragraphsWithLabels(plan, listing)
  };
}
function isWithdrawn({ readable, withdrawn }, span) {
  const isTouched = withdrawn.some((other) => overlap(other, span));
  return isTouched && !/[\p{L}\p{N}]/u.test(readable.slice(span.start, span.end));
}
function take(state, entry) {
  const { plan, listing, drafts, current } = state;
  if (entry.kind === "rule") {
    divide(state, entry);
    return;
  }
  const labels = labelsOf(plan, entry, state);
  if (labels === "says nothing") return;
  if (labels === "divides") {
    state.current = null;
  } else if (current && repeats(labels, current)) {
    current.pieces.push(...labels.flatMap(({ pieces }) => pieces));
  } else if (labels.length > 0) {
    drafts.push(...labels);
    state.current = labels.at(-1) ?? null;
  } else if (entry.kind === "line" && entry.continues) {
    extend(state, entry);
  } else if (current && belongs(entry, current, listing)) {
    current.pieces.push(pieceOf(plan, entry, current));
  } else {
    state.current = null;
    state.prose.push(entry.span);
  }
}
function divide(state, { depth, span: { start } }) {
  const { current } = state;
  if (current?.carrier !== "heading") state.current = null;
  else
    current.pieces.push({
      ...besidePiece({ start, end: start }),
      kind: "rule",
      depth,
      isApart: true
    });
}
function repeats(labels, current) {
  const [label, ...more] = labels;
  const name = label?.labelled.known?.name;
  if (!label || more.length > 0 || label.carrier === "cell") return false;
  return current.carrier === "heading" && awaits(current) && current.labelled.known?.name === name;
}
function extend({ current, prose }, { span }) {
  const last = current?.pieces.pop();
  if (current && last) {
    const start = last.span.end > last.span.start ? last.span.start : span.start;
    current.pieces.push({ ...last, span: { start, end: span.end } });
    return;
  }
  const before = prose.pop() ?? span;
  prose.push({ start: before.start, end: span.end });
}
function fieldOfDraft(plan, draft) {
  return boundField(plan, draft, "planning").field;
}
function boundField(plan, draft, part) {
  const { labelled: labelled2, carrier, pieces, fold, ticked } = draft;
  const spoken2 = pieces.filter(({ span }) => span.end > span.start);
  const { label, known } = labelled2;
  const reading = carrier === "box" ? boxReading(ticked) : readValue(plan, spoken2.map(withBox), known?.kind ?? "text");
  const field = {
    label,
    known: known && { name: known.name, kind: known.kind },
    part: draft.part ?? partOf(known) ?? part,
    span: spanOfAll(pieces, spoken2),
    resultSpan: spanOfAll(
      pieces,
      spoken2.filter(({ isApart }) => !isApart)
    ),
    value: reading.value,
    open: reading.open || !TICKED_LATER.has(known?.name) && spoken2.some(isUnticked)
  };
  return { field, pieces: spoken2, fold, territory: known?.territory ?? null };
}
function withBox(piece) {
  const { box, span } = piece;
  return box ? { ...piece, span: { start: box.span.start, end: span.end } } : piece;
}
var isUnticked = ({ box }) => box?.ticked === false;
var TICKED_LATER = /* @__PURE__ */ new Set(["success criteria", "rollback"]);
function boxReading(ticked) {
  return ticked ? { value: "yes", open: false } : { value: null, open: true };
}
function partOf(known) {
  if (!known) return null;
  if (PLANNED_ANYWHERE.has(known.name)) return "planning";
  const { territory } = known;
  return territory === "planning" || territory === "results" ? territory : null;
}
var PLANNED_ANYWHERE = /* @__PURE__ */ new Set([
  "rollback",
  "toggle name",
  "toggle description"
]);
function spanOfAll(all, spoken2) {
  const first = spoken2[0] ?? all[0];
  const last = spoken2.at(-1) ?? first;
  return { start: first?.span.start ?? 0, end: last?.span.end ?? 0 };
}

// src/plan/meaning/stage-headings.ts
var STAGE = /^stage (?:([a-z])|(\d{1,2}))(?![a-z0-9])(.*)$/;
var RESULTS_FIRST = /^(results|planning)(?: (?:of|for))?[\s:-]+stage (?:([a-z])|(\d{1,2}))(?![a-z0-9])/;
var CANARY = /^canary(?: (?:phase|stage|release))?(?:[\s:-]+\d.*)?$/;
function stageOf(plain) {
  const [, part, ...partOf3] = RESULTS_FIRST.exec(plain) ?? [];
  if (part) return stagePart(partOf3.join(""), part);
  if (CANARY.test(plain)) return { kind: "stage", letter: "A" };
  const [, letter, number, rest = ""] = STAGE.exec(plain) ?? [];
  const name = letter ?? number;
  if (name === void 0 || isSentence(rest)) return null;
  const suffix = /^[\s:-]+(results|planning)$/.exec(rest)?.[1];
  return suffix ? stagePart(name, suffix) : { kind: "stage", letter: name.toUpperCase() };
}
function isSentence(rest) {
  return /^ [a-z]+(?: [a-z]+){3,}/.test(rest);
}
function stagePart(letter, part) {
  return {
    kind: "stage-part",
    letter: letter.toUpperCase(),
    part: part === "results" ? "results" : "planning"
  };
}

// src/plan/fields/schedule.ts
function scheduleIn(plan, entries) {
  return entries.flatMap((entry) => {
    if (entry.kind === "bullet") return scheduleBullet(plan, entry);
    if (entry.kind !== "row" || entry.row.isHead) return [];
    const columns = columnsOf(plan, entry.row.head);
    if (!columns.some((label) => label?.known?.name === "percentage")) return [];
    if (columns.filter((label) => label !== null).length < 2) return [];
    return [scheduleRow(plan, entry, columns)];
  });
}
function scheduleBullet(plan, entry) {
  const labelled2 = entry.depth === 1 ? splitAnyLabel(plan, entry.span) : null;
  const stage = labelled2 && stageOf(normalized(labelled2.label));
  if (!labelled2 || stage?.kind !== "stage" || shareIn(wordsAt(plan, labelled2.value)) === null)
    return [];
  const known = knownLabel("Percentage of Users", "planning");
  const draft = draftOf(plan, entry, { labelled: { ...labelled2, known }, carrier: "bullet" });
  return [{ name: wordsAt(plan, entry.span), letter: stage.letter, entry, drafts: [draft] }];
}
function shareIn(words) {
  return /(\d+(?:\.\d+)?) ?(?:%|percent\b)/i.exec(words)?.[1] ?? null;
}
function columnsOf(plan, head) {
  return head.map((cell) => {
    const label = wordsAt(plan, cell);
    const known = knownLabel(label, "planning");
    return known || label !== "" ? { label, known } : null;
  });
}
function scheduleRow(plan, entry, columns) {
  const { cells } = entry.row;
  const share = columns.findIndex((column) => column?.known?.name === "percentage");
  const name = cells[share];
  return {
    name: name ? wordsAt(plan, name) : "",
    letter: null,
    entry,
    drafts: cells.flatMap((cell, index) => {
      const column = columns[index];
      return column ? [cellOf(plan, entry, { column, cell })] : [];
    })
  };
}
function cellOf(plan, entry, { column, cell }) {
  return draftOf(plan, entry, { labelled: { ...column, value: cell }, carrier: "cell" });
}

// src/lib/duration.ts
var SECOND_MS = 1e3;
var MINUTE_MS = 60 * SECOND_MS;
var MINUTES_PER_HOUR = 60;
var DAY_MS = 24 * MINUTES_PER_HOUR * MINUTE_MS;
var MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR;

// src/plan/terms/raise-terms.ts
function onlyAt(words) {
  if (/^raise only on business days$/i.test(words)) {
    return { notOnWeekends: true, notOnFederalHolidays: true };
  }
  const hours = /^raise only (?:from )?(\d{1,2}):(\d\d) ?(?:-|–|to) ?(\d{1,2}):(\d\d)(?: (\w+\/\w+))?$/i.exec(
    words
  );
  if (!hours) return null;
  const [, fromHour, fromMinute, toHour, toMinute, timeZone] = hours;
  const [from, to] = [minuteOf(fromHour, fromMinute), minuteOf(toHour, toMinute)];
  if (!(from < to && to <= MINUTES_PER_DAY)) return null;
  if (timeZone === void 0) return { hours: { from, to } };
  return isTimeZone(timeZone) ? { hours: { from, to }, timeZone } : null;
}
function minuteOf(hour, minute) {
  return Number(hour) * MINUTES_PER_HOUR + Number(minute);
}
function isTimeZone(name) {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
function notOn(words) {
  const listed = /^no raise on (.+)$/i.exec(words)?.[1];
  if (listed === void 0) return null;
  const parts = listed.split(/,\s*(?:and |or )?|\s+(?:and|or)\s+/i).map(notOnOne);
  if (parts.some((part) => part === null)) return null;
  return parts.reduce(
    (all, part) => ({ ...all, ...part, notOn: [...all.notOn ?? [], ...part?.notOn ?? []] }),
    {}
  );
}
function notOnOne(words) {
  if (/^fridays?$/i.test(words)) return { notOnFridays: true };
  if (/^weekends?$/i.test(words)) return { notOnWeekends: true };
  if (/^(?:federal )?holidays?$/i.test(words)) return { notOnFederalHolidays: true };
  const days = /^(\d{4}-\d\d-\d\d)(?: to (\d{4}-\d\d-\d\d))?$/.exec(words);
  const [, first, last = first] = days ?? [];
  return first === void 0 || last === void 0 ? null : daysFrom(first, last);
}
var MOST_DAYS = 366;
function daysFrom(first, last) {
  const [from, to] = [Date.parse(first), Date.parse(last)];
  const count = (to - from) / DAY_MS + 1;
  if (!(count >= 1 && count <= MOST_DAYS)) return null;
  const days = Array.from({ length: count }, (_, index) => new Date(from + index * DAY_MS));
  return { notOn: days.map((day) => day.toISOString().slice(0, 10)) };
}

// src/calendar/civil-date.ts
var MS_PER_DAY = 24 * 60 * 60 * 1e3;

// src/calendar/raise-times.ts
var LONGEST_MS = 366 * MINUTES_PER_DAY * MINUTE_MS;

// src/plan/terms/read-terms.ts
function readTerm(code) {
  const words = code.trim().replace(/\s+/g, " ");
  const form = FORMS.find(({ begins }) => begins.test(words));
  if (!form) return null;
  const applied = form.read(words);
  return applied ? { kind: "term", applied } : { kind: "unreadable", expected: form.expected };
}
function isTerm(code) {
  return readTerm(code) !== null;
}
var FORMS = [
  {
    begins: /^false rollbacks?\b/i,
    expected: "a budget above 0% and at most 5%, such as `false rollbacks at most 0.5%`",
    read: (words) => {
      const percent = Number(/^false rollbacks? at most (\d+(?:\.\d+)?) ?%$/i.exec(words)?.[1]);
      if (!(percent > 0 && percent <= LARGEST_BUDGET)) return null;
      return (terms) => ({ ...terms, alpha: percent / 100 });
    }
  },
  {
    begins: /^failed visits? up to\b/i,
    expected: "a rise above 0% and at most 100%, such as `failed visits up to 20% more are no harm`",
    read: (words) => {
      const rise = /^failed visits? up to (\d+(?:\.\d+)?) ?% more (?:are|is) no harm$/i.exec(words);
      const percent = Number(rise?.[1]);
      if (!(percent > 0 && percent <= LARGEST_TOLERATED_RISE)) return null;
      return (terms) => ({ ...terms, tolerance: 1 + percent / 100 });
    }
  },
  {
    begins: /^advance auto/i,
    expected: "`advance automatically`",
    read: (words) => /^advance automatically$/i.test(words) ? (terms) => ({ ...terms, advances: "automatic" }) : null
  },
  {
    begins: /^raise only\b/i,
    expected: "`raise only on business days` or `raise only 9:00 to 16:00`, with a time zone such as `America/Chicago` if it is not Eastern time",
    read: (words) => raising(onlyAt(words))
  },
  {
    begins: /^no raise\b/i,
    expected: "`no raise on Fridays`, `weekends`, `federal holidays` or days such as `2024-12-24 to 2025-01-02`, joined by commas or \u201Cand\u201D",
    read: (words) => raising(notOn(words))
  },
  {
    begins: /^roll ?back when\b/i,
    expected: "`roll back when VA Profile is down`",
    read: (words) => /^roll ?back when .+ is down$/i.test(words) ? (terms) => ({ ...terms, whenDependencyIsDown: "roll-back" }) : null
  }
];
var LARGEST_BUDGET = 5;
var LARGEST_TOLERATED_RISE = 100;
function raising(changed) {
  if (changed === null) return null;
  const notOnDays = changed.notOn ?? [];
  return (terms) => {
    const notOn2 = [...terms.raises.notOn, ...notOnDays];
    return { ...terms, raises: { ...terms.raises, ...changed, notOn: notOn2 } };
  };
}

// src/plan/fields/statements.ts
function statementsOf(plan, pieces, kinds) {
  const spoken2 = pieces.filter(({ kind }) => kinds.includes(kind));
  const topLevel = Math.min(...spoken2.map(({ kind, depth }) => kind === "bullet" ? depth : 99));
  return spoken2.filter(({ span }) => states(plan, span)).filter(({ span, depth }) => depth <= topLevel || !isSource(plan, span)).flatMap(({ span, kind }) => statementsAt(plan, span, kind));
}
function states(plan, span) {
  const { words: written, markers } = unmarkedWords(plan, span);
  const words = withoutHints(wordsAsRead(written));
  if (!/[\p{L}\p{N}]/u.test(words)) return false;
  return markers.length === 0 || !isTemplateHint(words.replace(/^[\s:]+/, ""));
}
function isSource({ text }, { start, end }) {
  return /^(?:[\w ()-]{1,40}:\s*)?(?:\[[^[\]]*\]\(\S*\)|<?https?:\S+)$/.test(
    text.slice(start, end)
  );
}
function statementsAt(plan, span, kind) {
  const line = oneLine(plan, span);
  const text = kind === "row" ? rowWords(line).replaceAll("\\|", "|") : line;
  const spans = codesWithin(plan, span);
  const codes = spans.filter(({ value }) => !isTerm(value));
  if (codes.length < spans.length && codes.length === 0) return [];
  if (codes.length === 0) return [{ text, code: null, span }];
  return codes.map(({ value }) => ({ text, code: value, span }));
}
function oneLine({ text, withdrawn }, span) {
  const kept = leftOver(span, withdrawn).map(({ start, end }) => text.slice(start, end));
  return kept.join("").replace(/\s+/g, " ").trim();
}

// src/plan/fields/toggles.ts
function togglesOf(plan, fields) {
  return fields.filter(({ field }) => field.known?.name === "toggle name").flatMap(
    ({ pieces, territory }) => pieces.flatMap(
      ({ span }) => (
        // Outside their section, `Feature toggle: yes` names none.
        territory === "toggles" || isOnlyNames(plan, span) ? namesIn(plan, span) : []
      )
    )
  );
}
function togglesInProse(plan, prose) {
  return prose.flatMap(
    (span) => isOnlyNames(plan, span) ? namesIn(plan, span) : namesInSentence(plan, span)
  );
}
function namesInSentence({ codes, text }, span) {
  return codes.flatMap((code) => {
    if (!within(code.span, span) || !/^[a-z]\w*_\w+$/i.test(code.value)) return [];
    const before = text.slice(span.start, code.span.start);
    const after = text.slice(code.span.end, span.end);
    const isNamed = /^[\s*_]*$|\b(?:toggle|flag|flipper)s?(?: (?:named|called|is))?[\s:]*$/i.test(before) || /^ (?:feature )?(?:toggle|flag|flipper)\b/i.test(after);
    return isNamed ? [{ words: code.value, span: code.span }] : [];
  });
}
function isOnlyNames({ readable }, { start, end }) {
  const words = readable.slice(start, end).replace(/\b(?:FE|BE):|\band\b|[&`]/g, " ");
  return /^[\s,]*[a-z]\w*_\w+(?:[\s,]+[a-z]\w*_\w+)*[\s,]*$/i.test(words);
}
function namesIn(plan, span) {
  if (unmarkedWords(plan, span).markers.length > 0) return [];
  const codes = codesWithin(plan, span);
  if (codes.length > 0) return codes.map((code) => ({ words: code.value, span: code.span }));
  return [...plan.masked.slice(span.start, span.end).matchAll(NAME)].map((hit) => {
    const end = span.start + hit.index + hit[0].length;
    const written = hit[1] ?? "";
    return { words: plainName(written), span: { start: end - written.length, end } };
  });
}
var NAME = new RegExp(
  `(?<=^\\s*|[,\\r\\n]\\s*)(?:(?:FE|BE):\\s*)?(?!(?:-+|[\u2013\u2014]|n/a|none)(?:[\\s,]|$))([^\\s,${BLANK}][^\\s,]*)`,
  "gi"
);
function plainName(written) {
  const name = (/^\[([^\]]*)\]\(/.exec(written)?.[1] ?? written).replace(/<[^<>]*>|\\/g, "");
  return name.replace(/^[*_"'“”‘’]+(?=\w)|(?<=\w)[*"'“”‘’]+_*$/g, "");
}

// src/plan/meaning/headings.ts
var CHANGELOG = /^change ?-?log$/;
var TOGGLES = /^(step \d+ ?[:-] ?)?development$|^(feature )?(toggle|flag|flipper)s?( ?\/ ?(feature )?(toggle|flag|flipper)s?)?$/;
var ARTIFACTS = /^(important )?(artifacts|links|resources)$/;
var DIVISION = /^step \d+\b/;
function meaningOfHeading(words) {
  const plain = normalized(words);
  if (CHANGELOG.test(plain)) return { kind: "changelog" };
  const phase = phaseOf(plain, words);
  if (phase) return phase;
  const stage = stageOf(plain);
  if (stage) return stage;
  const checkIn = checkInOf(plain);
  if (checkIn) return { kind: "check-in", checkIn };
  if (TOGGLES.test(plain)) return { kind: "toggles" };
  if (ARTIFACTS.test(plain)) return { kind: "artifacts" };
  return partOf2(plain) ?? { kind: DIVISION.test(plain) ? "division" : "other" };
}
function partOf2(plain) {
  if (/\bplanning$|^planning [-:] /.test(plain)) return { kind: "part", part: "planning" };
  return /\bresults$|^results [-:] /.test(plain) ? { kind: "part", part: "results" } : null;
}
var ROLLOUT = /^((staged|phased|gradual|unmoderated) )?roll-?out( strategy| schedule)?$|^((staged|phased) )release$/;
var MODERATED = /^moderated (production )?testing\b/;
var NUMBERED_PHASE = /^phase (i{1,3}|iv|v|\d)([a-z]?)\b(.*)$/;
var ROMAN = ["", "i", "ii", "iii", "iv", "v"];
function phaseOf(plain, words) {
  if (ROLLOUT.test(plain)) return unnumbered("rollout");
  if (MODERATED.test(plain)) return unnumbered("moderated-testing");
  const [, roman, suffix = "", rest = ""] = NUMBERED_PHASE.exec(plain) ?? [];
  if (roman === void 0) return null;
  const phase = kindOfPhase(roman, rest, words);
  const number = (ROMAN.includes(roman) ? String(ROMAN.indexOf(roman)) : roman) + suffix;
  const isStage = phase === "rollout" && isOneStage(rest, words);
  return {
    kind: "phase",
    phase,
    number,
    part: partAfter(rest),
    stage: isStage ? roman.toUpperCase() : null
  };
}
function unnumbered(phase) {
  return { kind: "phase", phase, number: null, part: null, stage: null };
}
function partAfter(rest) {
  const part = /^[\s:-]+(results|planning)$/.exec(rest)?.[1];
  return part === "results" || part === "planning" ? part : null;
}
function kindOfPhase(number, rest, words) {
  if (/\b(moderated|uat|user acceptance|internal)\b/.test(rest)) return "moderated-testing";
  if (/\b(roll-?out|canary|release)\b/.test(rest) || words.includes("%")) return "rollout";
  return number === "i" || number === "1" ? "moderated-testing" : "rollout";
}
function isOneStage(rest, words) {
  const shares = words.match(/\d\s*%/g) ?? [];
  return shares.length === 1 || shares.length === 0 && /\bcanary\b/.test(rest);
}
var WEEK = /^(after )?(1|one)[- ]?week\b|^week (1|one)\b/;
var MONTH = /^(after )?(1|one)[- ]?month\b|^month (1|one)\b/;
var LATER = /^post[- ]?launch\b|^go[- ]?live!?$/;
function checkInOf(plain) {
  const rest = plain.replace(/^post[- ]?launch( metrics)?[\s:-]+(?=(1|one)[- ]?(week|month))/, "");
  if (WEEK.test(rest)) return "week";
  if (MONTH.test(rest)) return "month";
  if (!LATER.test(plain)) return null;
  return /\bquestions?\b/.test(plain) ? "questions" : "other";
}

// src/plan/meaning/chapter-meaning.ts
function chapterMeaning(plan, heading, { territory, rolloutLevel, mayBeTitle }) {
  const meaning = meaningOfHeading(heading.words);
  if (isPhaseAgain(meaning, heading, rolloutLevel)) return { kind: "division" };
  if (meaning.kind !== "other") return meaning;
  const label = splitKnownLabel(plan, heading.span, territory);
  if (label) return { kind: "field", label };
  const isTitle = heading.level === 1 || /\b(?:release|roll-?out) plan\b/i.test(heading.words);
  return mayBeTitle && isTitle ? { kind: "title" } : meaning;
}
function isPhaseAgain(meaning, { level }, rolloutLevel) {
  if (meaning.kind !== "phase" || meaning.number !== null || rolloutLevel === null) return false;
  return meaning.phase === "rollout" && level > rolloutLevel;
}

// src/plan/text/tables.ts
function rowsOf(text, table) {
  const [first, ...rest] = table.children;
  if (!first) return [];
  const head = cellsOf(text, first);
  return [
    { row: { cells: head, head, isHead: true }, span: spanOf(first) },
    ...rest.map((row) => ({
      row: { cells: cellsOf(text, row, head.length), head, isHead: false },
      span: spanOf(row)
    }))
  ];
}
function cellsOf(text, row, width = 0) {
  const cells = row.children.map((cell) => cellAt(text, spanOf(cell)));
  return cells.length < width ? cells.flatMap((cell) => atBraces(text, cell)) : cells;
}
function cellAt(text, { start, end }) {
  const from = text[start] === "|" ? start + 1 : start;
  const last = from + text.slice(from, end).trimEnd().length;
  const isClosed = last > from && text[last - 1] === "|" && text[last - 2] !== "\\";
  return spoken(text, { start: from, end: isClosed ? last - 1 : end });
}
function spoken(text, span) {
  const words = trimmed(text, span);
  if (words.end > words.start || text[span.start] !== " ") return words;
  return { start: span.start + 1, end: span.start + 1 };
}
function atBraces(text, { start, end }) {
  const at = text.slice(start, end).search(/\s\}\s/);
  if (at === -1) return [{ start, end }];
  const brace = start + at + 1;
  return [trimmed(text, { start, end: brace }), trimmed(text, { start: brace + 1, end })];
}
function pipedCells(text, { start, end }) {
  const line = text.slice(start, end);
  if (!line.startsWith("|") || isRule(line)) return [];
  const bars = [...line.matchAll(/(?<!\\)\|/g)].map(({ index }) => start + index);
  const ends = [...bars.slice(1), end];
  return bars.map((bar, index) => ({ start: bar + 1, end: ends[index] ?? end })).filter((cell) => cell.end > cell.start || cell.end < end).map((cell) => spoken(text, cell));
}
function isRule(line) {
  return /^\|[|\s:-]*-[|\s:-]*$/.test(line);
}

// src/plan/text/entries.ts
function entriesOf(plan) {
  const walk = { plan, entries: [], pending: pendingFrom(plan.root.children, 0), folds: [] };
  for (let next = walk.pending.pop(); next; next = walk.pending.pop()) visit(walk, next);
  return walk.entries;
}
function visit(walk, { block, depth, item }) {
  switch (block.type) {
    case "list":
      walk.pending.push(...pendingFrom(block.children, depth + 1));
      return;
    case "listItem":
      openItem(walk, block, depth);
      return;
    case "heading":
      add(walk, { depth, span: contentSpan(block) }, headingSaid(block.depth, wordsOf(block)));
      return;
    case "table":
      for (const { row, span } of rowsOf(walk.plan.text, block)) {
        add(walk, { depth, span }, { kind: "row", row });
      }
      return;
    case "html":
      addHtml(walk, depth, spanOf(block));
      return;
    // A definition is prose here: Markdown takes a bullet `[PICK_ONE]: yes` for one.
    case "paragraph":
    case "definition":
      addParagraph(walk, depth, { span: spanOf(block), item });
      return;
    // The template gives its examples as quotations; people answer in them too.
    case "blockquote":
      if (!isExample(walk.plan, spanOf(block)))
        walk.pending.push(...pendingFrom(block.children, depth));
      return;
    case "thematicBreak":
      add(walk, { depth, span: spanOf(block) }, { kind: "rule" });
      return;
    default:
      add(walk, { depth, span: spanOf(block) }, { kind: "other" });
  }
}
function isExample({ text }, { start, end }) {
  return /^[>\s*_]*example\b/i.test(text.slice(start, end));
}
var headingSaid = (level, words) => ({ kind: "heading", level, words });
function add({ entries, folds }, at, said) {
  entries.push({ ...at, fold: folds.at(-1) ?? null, ...said });
}
function openItem(walk, item, depth) {
  const { end } = spanOf(item);
  if (item.children.length === 0) {
    add(walk, { depth, span: { start: end, end } }, { kind: "bullet", box: boxOf(walk, item) });
  }
  const children = pendingFrom(item.children, depth);
  const first = children.pop();
  walk.pending.push(...children);
  if (first) walk.pending.push({ ...first, item });
}
function addHtml(walk, depth, span) {
  const html = walk.plan.text.slice(span.start, span.end);
  walk.folds = foldsAfter(walk.folds, walk.plan.text, span);
  const [, tag = "", words] = HTML_PARAGRAPH.exec(html) ?? [];
  if (words !== void 0) {
    const start = span.start + tag.length;
    addLines(walk, depth, { span: { start, end: start + words.length }, item: null });
  } else if (HTML_LIST.test(html)) {
    addLines(walk, depth, { span, item: null });
  } else if (!isOnlyFrame(html)) {
    add(walk, { depth, span }, { kind: "other" });
  }
}
var HTML_PARAGRAPH = /^(<p\b[^<>]*>)((?:(?!<\/?p\b)[\s\S])*)<\/p>\s*$/i;
var HTML_LIST = /^<(?:[uo]l|li)\b(?:[^<]|<(?!\/?(?!(?:[uo]l|li|p|br|b|i|em|strong|code|a|span)\b)[a-z]))*$/i;
function addParagraph(walk, depth, paragraph) {
  const { text } = walk.plan;
  const folds = foldsAfter(walk.folds, text, paragraph.span);
  const isFrame = folds !== walk.folds && isOnlyFrame(text.slice(paragraph.span.start, paragraph.span.end).replace(/[*_]/g, ""));
  walk.folds = folds;
  if (!isFrame) addLines(walk, depth, paragraph);
}
function addLines(walk, depth, { span, item }) {
  const { text } = walk.plan;
  const lines = linesOf(walk.plan, span);
  const rule = lines.findIndex((line) => isRule(text.slice(line.span.start, line.span.end)));
  const title = lines[rule - 1];
  const head = title ? pipedCells(text, title.span) : [];
  for (const [index, line] of lines.entries()) {
    const cells = pipedCells(text, line.span);
    if (index === 0 && item) {
      addBullet(walk, { depth, span: line.span }, item);
    } else if (cells.length > 0) {
      const row = { cells, head: index < rule - 1 ? [] : head, isHead: index === rule - 1 };
      add(walk, { depth, span: line.span }, { kind: "row", row });
    } else if (index !== rule) {
      add(walk, { depth: depth + line.bullet, span: line.span }, lineSaid(line, index > 0));
    }
  }
}
function addBullet(walk, at, item) {
  const { start, end } = at.span;
  const [bare, brackets = ""] = /^(\[\u00A0?\])\s+(?=\S)/.exec(walk.plan.text.slice(start, end)) ?? [];
  if (bare === void 0) {
    add(walk, at, { kind: "bullet", box: boxOf(walk, item) });
    return;
  }
  const box = { span: { start, end: start + brackets.length }, ticked: false };
  add(walk, { ...at, span: { start: start + bare.length, end } }, { kind: "bullet", box });
}
function lineSaid({ bullet }, continues2) {
  return bullet > 0 ? { kind: "bullet", box: null } : { kind: "line", continues: continues2 };
}
function boxOf({ plan }, item) {
  if (typeof item.checked !== "boolean") return null;
  const first = item.children[0];
  const { start } = spanOf(item);
  const lead = plan.text.slice(start, first ? spanOf(first).start : spanOf(item).end);
  const at = start + Math.max(lead.lastIndexOf("["), 0);
  return { span: { start: at, end: at + "[x]".length }, ticked: item.checked };
}
function pendingFrom(blocks, depth) {
  return blocks.map((block) => ({ block, depth, item: null })).toReversed();
}

// src/plan/outline/heading-lines.ts
var LEVEL_OF_BOLD = 7;
var BOLD_LINE = /^(?<sign>\*{2,3}|_{2,3}|\*\*_|_\*\*)(?=\S)(?<words>[^*_]{1,120})(?:\*{2,3}|_{2,3}|_\*\*|\*\*_):?$/;
var HASHES = /^(?<sign>#{1,6}\u00A0*)(?=[^\s#])(?<words>.{1,160})$/;
var LONE_PART = /^(?<sign>)(?<words>planning|results):?$/i;
var LONE_TOGGLES = /^(?<sign>)(?<words>feature (?:toggle|flag)s?(?: ?\/ ?(?:feature )?(?:toggle|flag)s?)?):?$/i;
function headingOf(plan, entry) {
  if (entry.depth > 0) return null;
  if (entry.kind === "heading") return entry;
  if (entry.kind !== "line") return null;
  const { sign, words } = setOff(plan.text.slice(entry.span.start, entry.span.end)) ?? {};
  if (sign === void 0 || words === void 0) return null;
  const { kind } = meaningOfHeading(words);
  if (kind === "other" || kind === "division") return null;
  const start = entry.span.start + sign.length;
  return {
    words: words.replace(/\s+/g, " ").trim(),
    span: { start, end: start + words.length },
    level: sign.startsWith("#") ? sign.replace(/[^#]/g, "").length : LEVEL_OF_BOLD
  };
}
function setOff(line) {
  const shape = [BOLD_LINE, HASHES, LONE_PART, LONE_TOGGLES].find((pattern) => pattern.test(line));
  return shape?.exec(line)?.groups;
}

// src/plan/outline/position.ts
var OUTSIDE = {
  part: "head",
  phase: null,
  stage: null,
  checkIn: null,
  togglesLevel: null
};
function risenTo(level, before) {
  const isInToggles = before.togglesLevel !== null && level > before.togglesLevel;
  const position = isInToggles ? before : { ...before, togglesLevel: null };
  const { phase, stage, checkIn } = position;
  if (checkIn && level <= checkIn.level) return OUTSIDE;
  if (phase && level <= phase.level) return OUTSIDE;
  if (stage && level <= stage.level) return { ...position, part: "planning", stage: null };
  return position;
}
var OF_THE_ROLLOUT = /* @__PURE__ */ new Set([
  "rollback",
  "success criteria",
  "dashboards",
  "monitors",
  "go/no-go",
  "launch ticket",
  "access",
  "overview"
]);
function isOfTheRollout(name) {
  return name !== void 0 && OF_THE_ROLLOUT.has(name);
}

// src/plan/outline/open.ts
function movedTo(reader, meaning, here) {
  const { position } = reader;
  switch (meaning.kind) {
    case "phase":
      return phaseAt(reader, meaning, here);
    case "stage":
      return openStage(reader, meaning, here);
    case "stage-part":
      return backInStage(reader, meaning, here) ?? openStage(reader, meaning, here);
    case "part":
      return { ...rolloutBegun(reader, here) ?? position, part: meaning.part };
    case "check-in": {
      const checkIn = { ...opened(here), kind: meaning.checkIn };
      reader.checkIns.push(checkIn);
      return { ...OUTSIDE, part: "results", checkIn };
    }
    case "toggles":
      return { ...risenTo(here.level, position), togglesLevel: here.level };
    case "field":
      return isOfTheRollout(meaning.label.known?.name) ? risenTo(here.level, position) : position;
    case "title":
    case "changelog":
    case "artifacts":
    case "division":
    case "other":
      return risenTo(here.level, position);
  }
}
function rolloutBegun(reader, here) {
  const isBegun = reader.hasPhases || reader.phases.length > 0;
  if (isBegun || !/\broll-?out\b/i.test(here.words)) return null;
  return { ...OUTSIDE, phase: unnamedRollout(reader, here) };
}
function unnamedRollout({ phases }, { span: { start }, level, fold }) {
  const nowhere = { name: "Rollout", span: { start, end: start }, level: Math.min(level, 2), fold };
  const phase = { ...nowhere, kind: "rollout", number: null };
  phases.push(phase);
  return phase;
}
function opened({ words, span, level, fold }) {
  return { name: words, span, level, fold };
}
function phaseAt({ phases, stages }, meaning, here) {
  const { phase: kind, number, part, stage } = meaning;
  const again = phases.findLast((phase2) => part !== null && phase2.number === number);
  if (again) return { ...OUTSIDE, part: part ?? "planning", phase: again };
  const phase = { ...opened(here), kind, number };
  phases.push(phase);
  if (stage === null) return { ...OUTSIDE, part: part ?? "planning", phase };
  const itself = { ...opened(here), letter: stage, phase, isPhase: true };
  stages.push(itself);
  return { ...OUTSIDE, part: "planning", phase, stage: itself };
}
function openStage(reader, meaning, here) {
  const phase = phaseOfStage(reader, here);
  const stage = { ...opened(here), letter: meaning.letter, phase, isPhase: false };
  reader.stages.push(stage);
  return { ...OUTSIDE, part: meaning.kind === "stage" ? "planning" : meaning.part, phase, stage };
}
function phaseOfStage(reader, here) {
  const { phases, position, chapters } = reader;
  const last = position.phase ?? phases.at(-1);
  const isInside = position.phase !== null && here.level > position.phase.level;
  if (last && (last.kind === "rollout" || isInside)) return last;
  const around = chapters.findLast(({ level: level2 }) => level2 < here.level);
  const isSection = around && around.words !== "" && MAY_HOLD_STAGES.has(around.meaning.kind);
  if (!isSection || position.phase) return unnamedRollout(reader, here);
  const { words: name, span, level } = around;
  const phase = { name, span, level, fold: here.fold, kind: "rollout", number: null };
  phases.push(phase);
  return phase;
}
var MAY_HOLD_STAGES = /* @__PURE__ */ new Set(["division", "other", "part"]);
function backInStage({ stages }, meaning, { fold }) {
  if (meaning.kind !== "stage-part") return null;
  const { letter, part } = meaning;
  const near = stages.filter((stage2) => stage2.fold === null || isWithinFold(fold, stage2.fold));
  const stage = near.findLast((other) => other.letter === letter) ?? near.findLast((other) => ordinal(other.letter) === ordinal(letter));
  return stage ? { ...OUTSIDE, part, phase: stage.phase, stage } : null;
}
function ordinal(letter) {
  return /\d/.test(letter) ? Number.parseInt(letter, 10) : letter.charCodeAt(0) - "A".charCodeAt(0) + 1;
}

// src/plan/outline/outline.ts
var START = { words: "", span: { start: 0, end: 0 }, level: 0 };
var DIVISION2 = { kind: "division" };
var CONTINUED = { meaning: DIVISION2 };
function outlineOf(plan) {
  const entries = entriesOf(plan);
  const walk = {
    plan,
    hasPhases: entries.some((entry) => opensPhase(plan, entry)),
    phases: [],
    stages: [],
    checkIns: [],
    returns: [],
    position: OUTSIDE,
    chapters: [{ ...START, ...CONTINUED, position: OUTSIDE, fold: null, entries: [] }]
  };
  for (const entry of entries) {
    followFolds(walk, entry);
    const heading = headingOf(plan, entry);
    if (heading) openChapter(walk, heading, entry.fold);
    else walk.chapters.at(-1)?.entries.push(entry);
  }
  return walk;
}
function opensPhase(plan, entry) {
  const heading = headingOf(plan, entry);
  return heading !== null && meaningOfHeading(heading.words).kind === "phase";
}
function followFolds(walk, { fold, span }) {
  const { returns, chapters } = walk;
  for (let last = returns.at(-1); last && !isWithinFold(fold, last.fold); last = returns.at(-1)) {
    returns.pop();
    walk.position = last.position;
    if (chapters.at(-1) !== last.chapter) chapters.push(goingOn(last.chapter, span.start));
  }
  const before = chapters.at(-1);
  if (fold && before && returns.at(-1)?.fold !== fold) {
    returns.push({ fold, position: walk.position, chapter: before });
    if (TOGGLES_FOLD.test(fold.summary)) {
      const heading = { words: fold.summary, span: fold.span, level: LEVEL_OF_FOLD };
      open(walk, { ...heading, meaning: { kind: "toggles" }, fold });
    }
  }
}
var TOGGLES_FOLD = /^(?:feature )?(?:toggle|flag|flipper)s?(?: (?:details|names?))?$/i;
var LEVEL_OF_FOLD = 6;
function goingOn(chapter, at) {
  const { level, position, fold } = chapter;
  return {
    ...START,
    ...CONTINUED,
    level,
    position,
    fold,
    span: { start: at, end: at },
    entries: []
  };
}
function openChapter(walk, heading, fold) {
  const { plan, chapters, phases, position } = walk;
  const hasTitle = chapters.some(({ meaning: meaning2 }) => meaning2.kind === "title");
  const { phase } = position;
  const meaning = chapterMeaning(plan, heading, {
    territory: territoryBelow(heading, position),
    rolloutLevel: phase?.kind === "rollout" ? phase.level : null,
    mayBeTitle: !hasTitle && phases.length === 0
  });
  if (continues(meaning, heading, chapters.at(-1))) return;
  open(walk, {
    ...heading,
    fold,
    meaning: isTesters(meaning, heading, phase) ? DIVISION2 : meaning
  });
}
function open(walk, opened2) {
  walk.position = movedTo(walk, opened2.meaning, opened2);
  walk.chapters.push({ ...opened2, position: walk.position, entries: [] });
}
function isTesters(meaning, here, phase) {
  const isInside = phase?.kind === "moderated-testing" && here.level > phase.level;
  return isInside && meaning.kind === "stage" && /^\W*canary\b/i.test(here.words);
}
function territoryBelow({ level }, { part, togglesLevel }) {
  return togglesLevel !== null && level > togglesLevel ? "toggles" : part;
}
function continues(meaning, { level }, before) {
  return before?.meaning.kind === "field" && meaning.kind === "other" && level > before.level;
}
function labelOfChapter(plan, chapter) {
  const { meaning, words, span, position } = chapter;
  if (meaning.kind === "field") return meaning.label;
  if (meaning.kind !== "other") return null;
  const whole = { label: words, known: null, value: { start: span.end, end: span.end } };
  const isOpen = plan.markers.some((marker) => within(marker, span));
  return (position.phase === null && !isOpen ? null : splitAnyLabel(plan, span)) ?? whole;
}

// src/plan/read-chapter.ts
function readChapter(plan, chapter, stagesByTable) {
  const { meaning, words, position } = chapter;
  const isRollout = position.phase !== null && position.stage === null;
  const schedule = isRollout ? scheduleIn(plan, chapter.entries) : [];
  const stages = stagesByTable ? schedule : [];
  const { fields: bound, prose } = bindFields(plan, listingOf(plan, chapter, stages));
  const fields = bound.filter((field) => isField(field, chapter));
  return {
    meaning,
    words,
    position,
    fields,
    schedule,
    toggles: [
      ...togglesOf(plan, fields),
      ...meaning.kind === "toggles" ? togglesInProse(plan, prose) : []
    ],
    criteria: fields.flatMap((field) => criteriaIn(plan, field)),
    rollback: fields.flatMap((field) => rollbackIn(plan, field)),
    prose
  };
}
function listingOf(plan, chapter, schedule) {
  const { meaning, entries, position } = chapter;
  const label = labelOfChapter(plan, chapter);
  return {
    label,
    entries: hasFields(chapter) ? withoutSchedule(entries, schedule) : [],
    fold: chapter.fold,
    part: position.togglesLevel === null ? position.part : "planning",
    territory: position.togglesLevel === null ? position.part : "toggles",
    bullets: label ? "values" : meaning.kind === "artifacts" ? "artifacts" : "fields"
  };
}
var hasFields = ({ meaning: { kind } }) => kind !== "title" && kind !== "changelog";
function withoutSchedule(entries, schedule) {
  if (schedule.length === 0) return entries;
  const lines = new Set(schedule.map(({ entry }) => entry));
  const byTable = schedule.some(({ entry }) => entry.kind === "row");
  return entries.filter((entry) => !lines.has(entry) && !(byTable && entry.kind === "row"));
}
function isField({ field: { known, span } }, { meaning }) {
  return meaning.kind !== "other" || known !== null || span.end > span.start;
}
function criteriaIn(plan, { field, pieces }) {
  if (field.known?.name !== "success criteria") return [];
  const listed = statementsOf(plan, pieces, ["bullet", "row"]);
  return listed.length > 0 ? listed : statementsOf(plan, pieces, ["beside"]);
}
function rollbackIn(plan, { field, pieces }) {
  if (field.known?.name !== "rollback") return [];
  return statementsOf(plan, pieces, ["bullet", "row", "line", "beside"]);
}

// src/plan/assemble.ts
function assembled(plan, outline) {
  const stages = stagesOf(outline);
  const chapters = outline.chapters.map(
    (chapter) => readChapter(plan, chapter, stages.length === 0)
  );
  const reading = { plan, stages, chapters };
  const title = chapters.find(({ meaning }) => meaning.kind === "title");
  return {
    source: plan.source,
    root: plan.root,
    readable: plan.readable,
    markers: plan.markers,
    withdrawn: plan.withdrawn,
    links: plan.links,
    title: title?.words ?? null,
    toggles: chapters.flatMap(({ toggles }) => toggles),
    fields: fieldsOf(chapters.filter(({ position }) => position.phase === null)),
    phases: outline.phases.map((phase) => phaseOf2(reading, phase)),
    checkIns: outline.checkIns.map((checkIn) => checkInOf2(reading, checkIn)),
    criteria: chapters.flatMap(({ criteria }) => criteria),
    rollback: chapters.flatMap(({ rollback }) => rollback),
    prose: chapters.flatMap(proseOf)
  };
}
function checkInOf2({ chapters }, checkIn) {
  const { name, kind, span } = checkIn;
  const inside = chapters.filter(({ position }) => position.checkIn === checkIn);
  return { name, kind, span, fields: fieldsOf(inside) };
}
function stagesOf({ stages }) {
  const divided = new Set(stages.filter(({ isPhase }) => !isPhase).map(({ phase }) => phase));
  return stages.filter(({ isPhase, phase }) => !isPhase || !divided.has(phase));
}
function phaseOf2({ plan, stages, chapters }, phase) {
  const inside = chapters.filter(({ position }) => position.phase === phase);
  const own = stages.filter((stage) => stage.phase === phase);
  const { name, kind, span } = phase;
  const isOwn = (stage) => stage !== null && own.includes(stage);
  const fields = fieldsOf(inside.filter(({ position }) => !isOwn(position.stage)));
  const records = own.flatMap((stage) => {
    const said = inside.filter(({ position }) => position.stage === stage);
    const attempts = currentAndPast(stage, boundOf(said), stages);
    return isStruck(plan, stage) ? attempts.map(superseded) : attempts;
  });
  const schedule = inside.flatMap((chapter) => chapter.schedule);
  const inStages = withSchedule(plan, records, schedule);
  const spans = inStages.flatMap((stage) => stage.fields.map((field) => field.span.start));
  return {
    name,
    kind,
    span,
    fields: fields.filter((field) => !spans.includes(field.span.start)),
    stages: inStages
  };
}
function withSchedule(plan, records, schedule) {
  if (records.length === 0) return schedule.map((row, index) => rowStage(plan, row, index));
  const missing = schedule.filter(
    ({ letter }) => letter !== null && records.every((stage) => stage.letter !== letter)
  );
  const told = records.map((stage) => toldBy(plan, stage, schedule));
  if (missing.length === 0) return told;
  return [...told, ...missing.map((row, index) => rowStage(plan, row, index))].toSorted(
    (one, other) => one.letter.localeCompare(other.letter, "en", { numeric: true })
  );
}
function toldBy(plan, stage, schedule) {
  const share = shareIn(stage.name);
  const row = schedule.find(
    ({ letter, name }) => letter === null ? share !== null && shareIn(name) === share : letter === stage.letter
  );
  const names = stage.fields.map(({ known }) => known?.name);
  const added = (row?.drafts ?? []).map((draft) => fieldOfDraft(plan, draft)).filter(({ known }) => known?.name === "length" || known?.name === "percentage" && !share).filter(({ known }) => !names.includes(known?.name));
  return added.length === 0 ? stage : { ...stage, fields: [...stage.fields, ...added] };
}
function isStruck({ withdrawn }, { span }) {
  return withdrawn.some((other) => within(span, other));
}
var superseded = (stage) => ({ ...stage, superseded: true });
function rowStage(plan, row, index) {
  const { name, entry, drafts } = row;
  const fields = drafts.map((draft) => fieldOfDraft(plan, draft));
  return {
    name,
    letter: row.letter ?? String(index + 1),
    span: entry.span,
    superseded: false,
    fields
  };
}
function boundOf(chapters) {
  return chapters.flatMap(({ fields }) => fields);
}
function fieldsOf(chapters) {
  return boundOf(chapters).map(({ field }) => field);
}
function proseOf({ prose, position }) {
  if (position.phase === null) return [];
  const stage = position.stage?.name ?? null;
  return prose.map((span) => ({ span, stage }));
}

// src/plan/read.ts
function readPlan(document) {
  const plan = planTextOf(document);
  return assembled(plan, outlineOf(plan));
}

// src/plan/fields/stage-figures.ts
var PEOPLE = "(?:(?:unique|distinct|different|real|signed-in)\\s+)*(?:users?|people|persons?|veterans?|patients?|visitors?|testers?)";
var AMOUNT = "(\\d[\\d,]*(?:\\.\\d+)?k?)";
var STATED_MINIMUM = [
  new RegExp(
    `(?:at least|no fewer than|not fewer than|minimum(?: of)?|min\\.?|\u2265|>=)\\s*${AMOUNT}\\s*${PEOPLE}\\b`,
    "i"
  ),
  new RegExp(`\\buntil\\s+${AMOUNT}\\s*${PEOPLE}\\b`, "i"),
  // “At least 24 hours and 300 users”: of both.
  new RegExp(`\\bat least [^.;,]{1,40}\\band\\s+${AMOUNT}\\s*${PEOPLE}\\b`, "i"),
  new RegExp(`${AMOUNT}\\s*(?:${PEOPLE}\\s+(?:minimum|or more)|or more\\s+${PEOPLE})\\b`, "i"),
  new RegExp(`minimum (?:number of )?${PEOPLE}\\s*:\\s*${AMOUNT}`, "i")
];

// src/plan/typed/units.ts
var LONG = "(?:full|business|working|calendar)";
var TIME = new RegExp(`^[\\s-]*((?:${LONG}\\s+)*(${TIME_UNIT}))(?![a-z])`, "i");
var END = "in|over|during|within|from|on|at|since|per|and|or|got|with|who|that|by|for|is|are|was|were|beside|before|after";
var THING = new RegExp(
  `^\\s*((?!(?:${END}|x)\\b)[a-z][a-z-]*(?: (?!(?:${END})\\b)[a-z][a-z-]*){0,3})`,
  "i"
);

// src/plan/typed/amounts.ts
var WORD = `(?:${NUMBER_WORDS.join("|")}|an?)(?=[\\s-]+[a-z])`;
var SCALE = "k(?!\\w)|\\s(?:thousand|million)\\b";
var FIGURE = new RegExp(
  `(?<![\\w#$:.,]|\\d/\\d{1,4}/)(?<before>%)?(?<low>${NUMBER}|${WORD})(?<lowScale>${SCALE})?(?:\\s*(?:%|percent)?\\s*(?:-|\u2013|\u2014|\\bto\\b)\\s*(?<high>${NUMBER})(?<highScale>${SCALE})?(?![\\w/:]))?(?![:.,]?\\d|/\\d{1,2}/\\d)`,
  "gi"
);
var FLOOR = "(?:at least|no fewer than|more than|minimum(?: of)?|over|>=?|\u2265)";
var CEILING = "(?:at most|no more than|less than|fewer than|up to|maximum(?: of)?|below|under|<=?|\u2264)";
var ABOUT = "(?:~|\u2248|about|around|approximately|approx\\.?|roughly|nearly|almost)";
var PREFIX = new RegExp(
  `(?:(?<floor>${FLOOR})|(?<ceiling>${CEILING}))?\\s*(?<about>${ABOUT})?\\s*$`,
  "i"
);

// src/plan/typed/dates.ts
var MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
var MONTH2 = `(?<month>(?:${MONTHS.join("|")})(?:[a-z]{0,6}\\.?))`;
var TIME2 = "(?:,?\\s+(?:at\\s+)?(?<time>\\d{1,2}:\\d{2}(?:\\s*[ap]m)?(?:\\s*(?:E|C|M|P)[SD]?T)?))?";
var TO = "\\s*(?:-|\u2013|\u2014|to)\\s*";
var SHAPES = [
  `(?<year>\\d{4})-(?<m>\\d{2})-(?<day>\\d{2})(?!\\d)${TIME2}`,
  `(?<m>\\d{1,2})/(?<day>\\d{1,2})(?:/(?<year>\\d{2,6}))?(?![\\d/])${TIME2}`,
  `${MONTH2}\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)?(?:${TO}(?<last>\\d{1,2})(?![\\d/]))?(?:,?\\s+(?<year>\\d{4,6})\\b)?${TIME2}`,
  `(?<day>\\d{1,2})\\s+${MONTH2}(?:,?\\s+(?<year>\\d{4})\\b)?`,
  `(?<part>early|mid|late)[\\s-]+${MONTH2}(?:,?\\s+(?<year>\\d{4})\\b)?`,
  `${MONTH2},?\\s+(?<year>\\d{4})\\b`
].map((shape) => new RegExp(`(?<![\\w/.-])${shape}`, "gi"));

// src/plan/typed/items.ts
var PAIR = new RegExp(`^(${NUMBER}|\\S+) ?[\xD7x] ?(${NUMBER}|\\S+)$`, "i");
var IN_PARENTHESES = new RegExp(`\\S \\([\u2248~]? ?(${NUMBER})(k)?\\)$`, "i");

// src/plan/results/result-fields.ts
var FILL_IN = "[FILL_IN]";
var PICK_ONE = "[PICK_ONE]: yes | no | N/A";
var AFFECTED = { label: "Was any downstream service affected by the change?", open: PICK_ONE };
var ERRORS = { label: "Types of errors logged:", open: FILL_IN };
var BASED_ON = "based on the logs, feedback on user challenges, or VA challenges?";
var TESTING = [
  { label: "Number of users:", open: FILL_IN },
  { label: "Number of bugs identified / fixed:", open: `${FILL_IN}/${FILL_IN}` },
  AFFECTED,
  ERRORS,
  { label: `Any changes necessary ${BASED_ON}`, open: PICK_ONE },
  { label: "If yes, what:", open: FILL_IN }
];
var STAGE2 = [
  { label: "Number of unique users:", open: FILL_IN },
  { label: 'Metrics at this stage (per your "success criteria"):', open: FILL_IN },
  AFFECTED,
  ERRORS,
  { label: `What changes (if any) are necessary ${BASED_ON}`, open: FILL_IN }
];

// ../../shape/slow.ts
var H = "# P\n\n## Feature toggle\n\n- Toggle name: `a_b`\n\n## Phase II: staged rollout\n\n### Stage A: 5%\n\n";
var G = {
  spaces: (n) => H + "- Length of time:" + " ".repeat(n) + "x\n",
  valspaces: (n) => H + "- Length of time: 2" + " ".repeat(n) + "x" + " ".repeat(n) + "\n",
  nbsp: (n) => H + "- Length of time: " + "&nbsp;".repeat(n / 6) + "\n",
  brs: (n) => H + "- Length of time: " + "a<br>".repeat(n / 5) + "\n",
  brackets: (n) => H + "- Length of time: " + "[".repeat(n) + "\n",
  codes: (n) => H + "`a` ".repeat(n / 4) + "\n",
  codelines: (n) => H + "- x: `a`\n".repeat(n / 9) + "\n",
  markers: (n) => H + "- x: [FILL_IN]\n".repeat(n / 15) + "\n",
  colons: (n) => H + "- " + "a: ".repeat(n / 3) + "\n",
  stars: (n) => H + "- " + "*a_ ".repeat(n / 4) + "\n",
  quotes: (n) => H + "> ".repeat(n / 2) + "a\n",
  cols: (n) => H + "|a".repeat(n / 4) + "|\n" + "|-".repeat(n / 4) + "|\n",
  lines: (n) => H + "words of prose\n".repeat(n / 15) + "\n",
  html: (n) => H + "<!-- ".repeat(n / 5) + "\n",
  li: (n) => H + "<ul>\n" + "<li>a</li>\n".repeat(n / 11) + "</ul>\n",
  details: (n) => H + "<details><summary>x</summary>\n\na\n\n".repeat(n / 40) + "\n",
  ticks: (n) => {
    let s = "";
    for (let i = 1; s.length < n; i++) s += "`".repeat(i) + " ";
    return H + s + "\n";
  },
  stages: (n) => H + "### Stage B: 5%\n\n- Length of time: 2 days\n\n".repeat(n / 45),
  headings: (n) => H + "#### Other words\n\n".repeat(n / 18),
  dels: (n) => H + "- x: ~~a~~ b\n".repeat(n / 13),
  links: (n) => H + "- x: [a](https://b.test/c)\n".repeat(n / 27)
};
for (const k of Object.keys(G)) {
  const t = [];
  for (const n of [8e3, 16e3, 32e3]) {
    const c = process.cpuUsage();
    readPlan(G[k](n));
    const u = process.cpuUsage(c);
    t.push((u.user + u.system) / 1e3);
    if (t.at(-1) > 4e3) break;
  }
  console.log(k.padEnd(10), t.map((x) => x.toFixed(0)).join(" "), (t.at(-1) / t.at(-2)).toFixed(1));
}
