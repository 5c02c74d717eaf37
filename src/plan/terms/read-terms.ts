import { percentIn as readPercent } from '../../lib/written/index.ts';
import type { RaiseTimes } from '../../calendar/index.ts';
import { assigned, dropped, noticed, type ItemTerms } from '../go-no-go/item-terms.ts';
import { OPERATOR_ROLES } from '../../roles/index.ts';
import { TEMPLATE_ITEMS } from '../go-no-go/template-items.ts';
import { notOn, onlyAt } from './raise-terms.ts';
import { USUAL_TERMS, type Terms } from './terms.ts';

/** What one code span changes in the terms; the error is what was expected. */
type TermReading =
  | { readonly kind: 'term'; readonly applied: (terms: Terms) => Terms }
  | { readonly kind: 'unreadable'; readonly expected: string };

/** Null for code that is meant for something else. */
function readTerm(code: string): TermReading | null {
  const words = code.trim().replace(/\s+/g, ' ');
  const form = FORMS.find(({ begins }) => begins.test(words));
  if (!form) return null;
  const applied = form.read(words);
  return applied ? { kind: 'term', applied } : { kind: 'unreadable', expected: form.expected };
}

export function isTerm(code: string): boolean {
  return readTerm(code) !== null;
}

type TermForm = {
  readonly begins: RegExp;
  readonly expected: string;
  readonly read: (words: string) => ((terms: Terms) => Terms) | null;
};

const SIGNING_ROLES = OPERATOR_ROLES.map((role) => role.replace('-', ' '));

const ITEM_NAMES = [...TEMPLATE_ITEMS.keys()].join(', ');

const FORMS: readonly TermForm[] = [
  {
    begins: /^false rollbacks?\b/i,
    expected: 'a budget above 0% and at most 5%, such as `false rollbacks at most 0.5%`',
    read: (words) => {
      const percent = percentIn(words, 'false rollbacks? at most', '');
      if (!(percent > 0 && percent <= LARGEST_BUDGET)) return null;
      return (terms) => ({ ...terms, alpha: percent / 100 });
    },
  },
  {
    begins: /^failed visits? up to\b/i,
    expected:
      'a rise above 0% and at most 100%, such as `failed visits up to 20% more are no harm`',
    read: (words) => {
      const percent = percentIn(words, 'failed visits? up to', ' more (?:are|is) no harm');
      if (!(percent > 0 && percent <= LARGEST_TOLERATED_RISE)) return null;
      return (terms) => ({ ...terms, tolerance: 1 + percent / 100 });
    },
  },
  {
    begins: /^advance auto/i,
    expected: '`advance automatically`',
    read: (words) =>
      /^advance automatically$/i.test(words)
        ? (terms) => ({ ...terms, advances: 'automatic' })
        : null,
  },
  {
    begins: /^raise only\b/i,
    expected:
      '`raise only on business days` or `raise only 9:00 to 16:00`, with a time zone such as `America/Chicago` if it is not Eastern time',
    read: (words) => raising(onlyAt(words)),
  },
  {
    begins: /^no raise\b/i,
    expected:
      '`no raise on Fridays`, `weekends`, `federal holidays` or days such as `2024-12-24 to 2025-01-02`, joined by commas or “and”',
    read: (words) => raising(notOn(words)),
  },
  {
    begins: /^roll ?back when\b/i,
    expected: '`roll back when VA Profile is down`',
    read: (words) =>
      /^roll ?back when .+ is down$/i.test(words)
        ? (terms) => ({ ...terms, whenDependencyIsDown: 'roll-back' })
        : null,
  },
  {
    begins: /^go signed by\b/i,
    expected: `\`go signed by product manager and engineer\`, of the roles ${SIGNING_ROLES.join(', ')}`,
    read: (words) => {
      const goSignedBy = rolesIn(words.replace(/^go signed by /i, ''));
      return goSignedBy && ((terms) => ({ ...terms, goSignedBy }));
    },
  },
  {
    begins: /^author does not sign\b/i,
    expected: '`author does not sign alone`',
    read: (words) =>
      /^author does not sign alone$/i.test(words)
        ? (terms) => ({ ...terms, authorSignsAlone: false })
        : null,
  },
  {
    begins: /^no go items?\b/i,
    expected: `items of the go/no-go with the reason why they are not asked, such as \`no go item uat: there is no moderated testing\`, of ${ITEM_NAMES}`,
    read: (words) => withItems(dropped(words)),
  },
  {
    begins: /^go items?\b/i,
    expected: `\`go item rollback by product owner\` for one of ${ITEM_NAMES}, or a new one: \`go item by engineer: The number for emergencies is known\`, of the roles ${SIGNING_ROLES.join(', ')}`,
    read: (words) => withItems(assigned(words)),
  },
  {
    begins: /^contact center notice\b/i,
    expected: '`contact center notice 2 weeks`, from 1 to 99',
    read: (words) => withItems(noticed(words)),
  },
];

function withItems(change: ((items: ItemTerms) => ItemTerms) | null) {
  return change && ((terms: Terms): Terms => ({ ...terms, goItems: change(terms.goItems) }));
}

/** `product manager, engineer and contact center`; null where one of them is no role. */
function rolesIn(words: string): readonly string[] | null {
  const named = words.toLowerCase().split(/,? and |, ?/);
  if (!named.every((role) => SIGNING_ROLES.includes(role))) return null;
  return [...new Set(named)].map((role) => role.replace(' ', '-'));
}

/** The percentage between two wordings; 0 where there is none. */
function percentIn(words: string, before: string, after: string): number {
  const [, written = ''] = new RegExp(`^${before} (\\S+(?: %)?)${after}$`, 'i').exec(words) ?? [];
  return readPercent(written) ?? 0;
}

/** Percent. */
const LARGEST_BUDGET = 5;
const LARGEST_TOLERATED_RISE = 100;

function raising(changed: Partial<RaiseTimes> | null) {
  if (changed === null) return null;
  const notOnDays = changed.notOn ?? [];
  return (terms: Terms): Terms => {
    const notOn = [...terms.raises.notOn, ...notOnDays];
    return { ...terms, raises: { ...terms.raises, ...changed, notOn } };
  };
}

export type TermProblem = { readonly code: string; readonly at: number; readonly expected: string };

/** The terms that code spans of a document state, and those that can’t be read, each with its offset. */
export function termsIn(text: string): {
  readonly terms: Terms;
  readonly problems: readonly TermProblem[];
} {
  let terms = USUAL_TERMS;
  const problems: TermProblem[] = [];
  for (const { 1: code = '', index } of text.matchAll(/`([^`\n]+)`/g)) {
    const reading = readTerm(code);
    if (reading?.kind === 'term') terms = reading.applied(terms);
    if (reading?.kind === 'unreadable') {
      problems.push({ code, at: index, expected: reading.expected });
    }
  }
  return { terms, problems };
}
