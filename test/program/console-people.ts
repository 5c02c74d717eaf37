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
  readonly controls: readonly Control[];
  readonly text: string;
};

type Control = {
  readonly name: string;
  /** What is sent unless somebody answers; null: nothing. */
  readonly value: string | null;
  /** What it offers; null: whatever is typed. */
  readonly offers: readonly string[] | null;
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
function filledIn({ name, controls }: ConsoleForm, answers: Answers): Answers {
  for (const [asked, answer] of Object.entries(answers)) {
    const [one, ...more] = controls.filter((control) => control.name === asked);
    if (!one) throw new Error(`${name} does not ask for ${asked}`);
    const offers = [one, ...more].flatMap((control) => control.offers ?? [answer]);
    if (!offers.includes(answer)) throw new Error(`${asked} is one of ${offers.join(', ')}`);
  }
  return { ...asItStands(controls), ...answers };
}

function asItStands(controls: readonly Control[]): Answers {
  return Object.fromEntries(
    controls.flatMap(({ name, value }) => (value === null ? [] : [[name, value]])),
  );
}

function pageIn(html: string): ConsolePage {
  const forms = [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)];
  return {
    text: wordsIn(html),
    forms: forms.map(([, start = '', inside = '']) => formIn(start, inside)),
  };
}

function formIn(start: string, inside: string): ConsoleForm {
  const controls = [...inputsIn(inside), ...textareasIn(inside), ...selectsIn(inside)];
  return {
    name: asItStands(controls)['form'] ?? '',
    path: attributesIn(start)['action'] ?? '',
    controls,
    text: wordsIn(inside),
  };
}

function inputsIn(inside: string): readonly Control[] {
  return [...inside.matchAll(/<input\b([^>]*)>/g)].map(([, tag = '']) => {
    const { name = '', type = 'text', value = '' } = attributesIn(tag);
    const isChosen = type === 'radio' || type === 'checkbox';
    if (isChosen) return { name, value: null, offers: [value] };
    return { name, value: type === 'file' ? null : value, offers: null };
  });
}

function textareasIn(inside: string): readonly Control[] {
  const found = [...inside.matchAll(/<textarea\b([^>]*)>(.*?)<\/textarea>/gs)];
  return found.map(([, tag = '', text = '']) => ({
    name: attributesIn(tag)['name'] ?? '',
    // As in a browser, the end of an empty first line is none of the text.
    value: inPlain(text.replace(/^\n/, '')),
    offers: null,
  }));
}

function selectsIn(inside: string): readonly Control[] {
  const found = [...inside.matchAll(/<select\b([^>]*)>(.*?)<\/select>/gs)];
  return found.map(([, tag = '', inner = '']) => {
    const options = [...inner.matchAll(/<option\b([^>]*)>/g)].map(([, one = '']) =>
      attributesIn(one),
    );
    const first = options.find((one) => 'selected' in one) ?? options[0];
    return {
      name: attributesIn(tag)['name'] ?? '',
      value: first?.['value'] ?? '',
      offers: options.map(({ value = '' }) => value),
    };
  });
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
