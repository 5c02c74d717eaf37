import type { FastifyRequest, onRequestHookHandler } from 'fastify';
import { isOwnPath } from './one-address.ts';
import { isLanguage, LANGUAGES, type Language } from '../lib/language.ts';

const ONE_YEAR_S = 31_536_000;

/** What to answer in: as chosen on this browser before, else the first of its languages that we have, else English. */
export function languageOf({ headers }: Pick<FastifyRequest, 'headers'>): Language {
  return chosenBefore(headers.cookie) ?? preferred(headers['accept-language']) ?? 'en';
}

function chosenBefore(cookies = ''): Language | null {
  const [, value] = /(?:^|;\s*)lang=([^;]*)/.exec(cookies) ?? [];
  return isLanguage(value) ? value : null;
}

/** From "es-PR,es;q=0.9,en;q=0.8", the language that the reader likes best of those that we have. */
function preferred(accepted = ''): Language | null {
  const wishes = accepted.split(',').map((wish) => {
    const [tag = '', quality = 'q=1'] = wish.split(';').map((part) => part.trim().toLowerCase());
    return { language: tag.split('-', 1)[0], weight: Number(quality.replace('q=', '')) };
  });
  const ours = LANGUAGES.flatMap((language) =>
    wishes
      .filter((wish) => wish.language === language && wish.weight > 0)
      .map((wish) => ({ ...wish, language })),
  );
  return ours.toSorted((a, b) => b.weight - a.weight)[0]?.language ?? null;
}

/**
 * A hook for every request: `?lang=es` on a page keeps the choice in a cookie that says nothing else, and
 * leads back to the page without it. Only paths of this site are led to.
 */
export const keepLanguageChoice: onRequestHookHandler = (
  { method, url, protocol },
  reply,
  done,
) => {
  const choice = method === 'GET' ? choiceIn(url) : null;
  if (choice === null) {
    done();
    return;
  }
  const secure = protocol === 'https' ? '; Secure' : '';
  const cookie = `lang=${choice.language}; Path=/; Max-Age=${ONE_YEAR_S}; HttpOnly; SameSite=Lax${secure}`;
  reply.header('set-cookie', cookie).header('cache-control', 'no-store').redirect(choice.address);
};

type LanguageInAddress = { readonly language: Language; readonly address: string };

function choiceIn(url: string): LanguageInAddress | null {
  if (!url.includes('?')) return null;
  const [path = '', query = ''] = url.split(/\?(.*)/s, 2);
  const asked = new URLSearchParams(query);
  const language = asked.get('lang');
  if (!isLanguage(language) || !isOwnPath(path)) return null;
  asked.delete('lang');
  return { language, address: asked.size === 0 ? path : `${path}?${asked.toString()}` };
}
