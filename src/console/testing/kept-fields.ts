import { holdsEmail } from '../../lib/screening/index.ts';
import { holdsPersonal, PARTICIPANT } from '../../release/index.ts';
import { fieldIn } from '../forms/fields.ts';
import { linesOf } from './testing-forms.ts';

/** What is shown again of a refused form; an address, and what reads as if it said who somebody is, is not. */
export function keptOf(body: unknown): Readonly<Record<string, string>> {
  const kept = Object.entries(SHOWN_AGAIN).map(([name, isShown]) => {
    const lines = linesOf(fieldIn(body, name)).filter((line) => isShown(line));
    return [name, lines.join('\n')] as const;
  });
  return Object.fromEntries(kept.filter(([, value]) => value !== ''));
}

const isCode = (text: string) => PARTICIPANT.test(text);
const isName = (text: string) => !holdsPersonal(text, 'name');
const isSaid = (text: string) => !holdsPersonal(text, 'said');
const isThing = (text: string) => !holdsPersonal(text, 'things');
const isTime = (text: string) => /^[\dT:-]{1,16}$/.test(text);
const isChoice = (text: string) => /^[a-z\d-]{1,20}$/.test(text);
const isLink = (text: string) => !/@|%40/i.test(text) && !holdsEmail(text);

const SHOWN_AGAIN: Readonly<Record<string, (line: string) => boolean>> = {
  startsAt: isTime,
  endsAt: isTime,
  moderator: isName,
  participants: (text) => text.split(/[\s,;]+/).every((one) => isCode(one)),
  participant: isCode,
  device: isThing,
  assistiveTechnology: isThing,
  tasks: isSaid,
  ends: isChoice,
  task: isChoice,
  outcome: isChoice,
  note: isSaid,
  quote: isSaid,
  severity: isChoice,
  ticket: isLink,
  fixed: isChoice,
};

/** The sentence of a refusal says, where an address was typed, that it is gone. */
export function withoutAddress(sentence: string, body: unknown): string {
  return fieldIn(body, 'email') === '' ? sentence : `${sentence} ${ADDRESS_GONE}`;
}

const ADDRESS_GONE = 'The e-mail address is not shown again: type it once more.';
