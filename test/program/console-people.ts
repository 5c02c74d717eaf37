/**
 * The people of a release at the console, over HTTP and without JavaScript: they sign in, look at a page, fill in a
 * form that stands on it, and send it.
 */
import { openBrowser, signInAs, type Browser } from '../../src/stand-ins/visitors/index.ts';
import type { OperatorRole } from '../../src/roles/index.ts';

export type ConsoleForm = {
  /** Of its step, and which one of several; empty where it has none. */
  readonly name: string;
  readonly path: string;
  /** What stands in its fields. */
  readonly fields: Readonly<Record<string, string>>;
  /** By field: what can be chosen where not everything can be typed. */
  readonly choices: ReadonlyMap<string, readonly string[]>;
  readonly text: string;
};

export type ConsolePage = { readonly text: string; readonly forms: readonly ConsoleForm[] };

export type ConsolePeople = {
  /** A page as somebody in this role sees it. */
  look(role: OperatorRole, path: string): Promise<ConsolePage>;
  /** Fills in a form that was seen there, and sends it; answers with the page to which that leads. */
  send(role: OperatorRole, form: ConsoleForm, answers?: Answers): Promise<ConsolePage>;
};

export type Answers = Readonly<Record<string, string>>;

/** `url`: of the program, which may be another one after a restart. */
export function consolePeople(url: () => string): ConsolePeople {
  const browsers = new Map<OperatorRole, Browser>();
  const browserOf = (role: OperatorRole) => {
    const browser = browsers.get(role) ?? openBrowser();
    browsers.set(role, browser);
    return browser;
  };
  return {
    look: async (role, path) => {
      // Whoever has looked away for days, by the program’s clock, is asked again who they are.
      const signIn = `${url()}/sign-in?return=${encodeURIComponent(path)}`;
      const { text, status } = await signInAs(browserOf(role), signIn, role);
      if (status !== 200) throw new Error(`${path} for ${role}: ${status} ${wordsIn(text)}`);
      return pageIn(text);
    },
    send: async (role, form, answers = {}) => {
      const browser = browserOf(role);
      const sent = await browser.post(url() + form.path, filledIn(form, answers));
      return pageIn((await browser.follow(sent)).text);
    },
  };
}

/** People can’t answer what a form does not ask, nor choose what it does not offer. */
function filledIn({ name, fields, choices }: ConsoleForm, answers: Answers) {
  for (const [field, answer] of Object.entries(answers)) {
    const offered = choices.get(field);
    if (!(field in fields) && !offered) throw new Error(`${name} has no field ${field}`);
    if (offered && !offered.includes(answer))
      throw new Error(`${field} is ${offered.join(' or ')}`);
  }
  return { ...fields, ...answers };
}

function pageIn(html: string): ConsolePage {
  const forms = [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)];
  return {
    text: wordsIn(html),
    forms: forms.map(([, start = '', inside = '']) => formIn(start, inside)),
  };
}

function formIn(start: string, inside: string): ConsoleForm {
  const fields: Record<string, string> = {};
  const choices = new Map<string, readonly string[]>();
  for (const [, tag = ''] of inside.matchAll(/<input\b([^>]*)>/g)) {
    const { name = '', type = 'text', value = '' } = attributesIn(tag);
    if (type === 'radio' || type === 'checkbox') {
      choices.set(name, [...(choices.get(name) ?? []), value]);
    } else if (type !== 'file') fields[name] = value;
  }
  for (const [, tag = '', text = ''] of inside.matchAll(/<textarea\b([^>]*)>(.*?)<\/textarea>/gs)) {
    // As in a browser, the first line’s end is none of the text.
    fields[attributesIn(tag)['name'] ?? ''] = inPlain(text.replace(/^\n/, ''));
  }
  for (const [, tag = '', options = ''] of inside.matchAll(/<select\b([^>]*)>(.*?)<\/select>/gs)) {
    const name = attributesIn(tag)['name'] ?? '';
    const offered = [...options.matchAll(/<option\b([^>]*)>/g)].map(([, option = '']) =>
      attributesIn(option),
    );
    choices.set(
      name,
      offered.map(({ value = '' }) => value),
    );
    fields[name] = (offered.find((one) => 'selected' in one) ?? offered[0])?.['value'] ?? '';
  }
  const path = attributesIn(start)['action'] ?? '';
  return { name: fields['form'] ?? '', path, fields, choices, text: wordsIn(inside) };
}

function attributesIn(tag: string): Partial<Record<string, string>> {
  const pairs = [...tag.matchAll(/([\w-]+)(?:="([^"]*)")?/g)];
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, inPlain(value)]));
}

const wordsIn = (html: string) =>
  inPlain(html.replace(/<(style|script|head)\b.*?<\/\1>/gs, '').replaceAll(/<[^>]*>/g, ' '))
    .replaceAll(/\s+/g, ' ')
    .trim();

const inPlain = (html: string) =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
