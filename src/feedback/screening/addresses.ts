import { plainLetters, plainWords } from '../../lib/screening/index.ts';
import type { ShownPerson } from './shown-person.ts';

/** Whether a remark holds what reads like a postal address, or a street line of somebody whom the page shows. */
export function holdsAddress(
  remark: string,
  shown: readonly Pick<ShownPerson, 'streets'>[],
): boolean {
  const text = plainLetters(remark).replace(/[.,#°º]/g, ' ');
  const lower = text.toLowerCase();
  if (PATTERNS.some((pattern) => pattern.test(lower)) || STATE_AND_ZIP.test(text)) return true;
  if (streetsIn(lower).some(isStreet)) return true;
  const written = ` ${plainWords(remark).join(' ')} `;
  const lines = shown.flatMap(({ streets }) => streets.map((line) => plainWords(line)));
  return lines.some((line) => line.length > 1 && written.includes(` ${line.join(' ')} `));
}

const PATTERNS: readonly RegExp[] = [
  /\bp\s*o\s*box\s*(?:no|number)?\s*\p{Nd}/u,
  /\bapartado(?: postal| de correos)?\s*\p{Nd}/u,
  /\b(?:zip|zip code|codigo postal|c\s?p)\s*(?:is|es)?\s*\p{Nd}{4,5}\b/u,
  /\b(?:calle|avenida|av|avda|ave|carrera|calzada|paseo|carretera|urb|urbanizacion|colonia)\s+(?:[\p{L}]+\s+){0,4}(?:num|numero|no|n)?\s*\p{Nd}{1,5}\b/u,
  /\b(?:apt|apartment|unit|suite|apto|depto|departamento)\s*\p{Nd}+\s?[a-z]?\b.*\b\p{Nd}{5}\b/u,
  /\p{L}(?:strasse|weg|gasse|platz|straat)\s+\p{Nd}{1,4}\b/u,
];

/** In capitals, as “in 12345 cases” is no ZIP code in Indiana. */
const STATE_AND_ZIP =
  /\b(?:A[AELKPRSZ]|C[AOT]|D[CE]|F[LM]|G[AU]|HI|I[ADLN]|K[SY]|LA|M[ADEHINOPST]|N[CDEHJMVY]|O[HKR]|P[ARW]|RI|S[CD]|T[NX]|UT|V[AIT]|W[AIVY])\s+\p{Nd}{5}\b/u;

type Street = {
  readonly house: string;
  readonly names: readonly string[];
  readonly ending: string;
};

/** A house number with up to four words after it, each with what could be the kind of a street behind them. */
function streetsIn(text: string): readonly Street[] {
  const words = text.match(/[\p{L}\p{Nd}'’-]+/gu) ?? [];
  return words.flatMap((word, index) => {
    if (!/^\p{Nd}{1,6}[a-z]?$/u.test(word)) return [];
    const after = words.slice(index + 1, index + 1 + MOST_NAMES + 1);
    return after.map((ending, at) => ({
      house: word,
      names: after.slice(0, at),
      ending,
    }));
  });
}

const MOST_NAMES = 4;

/** Words of sentences stand in no street’s name, so that “3 times in the first place” is none. */
function isStreet({ house, names, ending }: Street): boolean {
  if (names.length === 0 || names.some((name) => IN_SENTENCES.has(name))) return false;
  return (
    KINDS.has(ending) ||
    (KINDS_AND_WORDS.has(ending) && names.length <= (house.length > 1 ? MOST_NAMES : 2))
  );
}

const listOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const KINDS = listOf(
  'street st str avenue ave av road rd lane ln boulevard blvd highway hwy parkway pkwy terrace terr trail trl turnpike crescent cres alley calle avenida rue',
);
const KINDS_AND_WORDS = listOf(
  'drive dr court ct circle cir way place pl square sq loop route rte plaza path pike row run close ridge park grove point pt crossing xing',
);
const IN_SENTENCES = listOf(
  'a an the of at in on to by for from with without and or but is are was were be it this that these those my me we our your you his her their i he she they no not any all more less than then there each every time times day days week weeks month months year years hour hours minute minutes second seconds call calls visit visits page pages contact contacts people person phone phones number numbers name names line lines click clicks step steps star stars percent am pm ago later after before until when while so very too down up out off only just de del la el los las en con por para que y o no un una mi su se es veces dias anos horas minutos semanas meses',
);
