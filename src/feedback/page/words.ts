import type { Translated } from '../../lib/language.ts';
import type { PersonalKind } from '../screening/screen-remark.ts';
import type { SurveyAnswer, SurveyProblem } from '../survey-form.ts';
import type { SurveyNotice } from './survey-view.ts';

type ToldInWords = { readonly heading: string; readonly body: string };

type SurveyWords = {
  readonly heading: string;
  readonly question: string;
  readonly answers: Readonly<Record<SurveyAnswer, string>>;
  readonly remark: string;
  readonly hint: string;
  readonly send: string;
  readonly notices: Readonly<Record<SurveyNotice, ToldInWords>>;
  readonly problems: Readonly<Record<SurveyProblem['kind'], ToldInWords>>;
  readonly personal: Readonly<Record<PersonalKind, string>>;
};

const ENGLISH: SurveyWords = {
  heading: 'Tell us about this page',
  question: 'Was this page helpful?',
  answers: { helpful: 'Yes, it was helpful', 'not-helpful': 'No, it wasn’t helpful' },
  remark: 'What could we do better? (optional)',
  hint: 'Use 500 characters or less. Leave out names, phone numbers, and anything else that’s personal. We can’t write back to you here.',
  send: 'Send',
  notices: {
    kept: {
      heading: 'Thank you for telling us about this page',
      body: 'We read what people tell us, and use it to make this page better.',
    },
    'without-remark': {
      heading: 'We saved your answer, but not your comment',
      body: 'We couldn’t check your comment for personal facts right now, so we didn’t keep it. Thank you for your answer.',
    },
    'answered-before': {
      heading: 'You’ve told us about this page before',
      body: 'We kept your first answer. We didn’t save what you sent now.',
    },
    'not-asked': {
      heading: 'We’ve stopped asking about this page',
      body: 'We didn’t save what you sent. Thank you for taking the time.',
    },
  },
  problems: {
    'no-answer': {
      heading: 'Choose an answer',
      body: 'Tell us if this page was helpful, then send the form again. Nothing is saved yet.',
    },
    'too-long': {
      heading: 'Shorten your comment',
      body: 'It has more than 500 characters. Cut it down, then send the form again. Nothing is saved yet.',
    },
    'not-saved': {
      heading: 'We couldn’t save your answer',
      body: 'Something went wrong on our end, and nothing is saved. Wait a few minutes, then send the form again.',
    },
    personal: {
      heading: 'Take personal facts out of your comment',
      body: 'To protect you and your contacts, we don’t keep them, and nothing is saved yet. Please take this out, then send the form again:',
    },
  },
  personal: {
    name: 'Names of your contacts, and your own name',
    number: 'Phone numbers, Social Security numbers, dates, and other long numbers',
    email: 'Email addresses',
    address: 'Street addresses, P.O. boxes, and ZIP codes',
  },
};

const SPANISH: SurveyWords = {
  heading: 'Díganos qué le parece esta página',
  question: '¿Le fue útil esta página?',
  answers: { helpful: 'Sí, me fue útil', 'not-helpful': 'No, no me fue útil' },
  remark: '¿Qué podríamos mejorar? (opcional)',
  hint: 'Use 500 caracteres o menos. No escriba nombres, números de teléfono ni otros datos personales. No podemos responderle por aquí.',
  send: 'Enviar',
  notices: {
    kept: {
      heading: 'Gracias por decirnos qué le parece esta página',
      body: 'Leemos lo que nos dicen las personas, y nos ayuda a mejorar esta página.',
    },
    'without-remark': {
      heading: 'Guardamos su respuesta, pero no su comentario',
      body: 'En este momento no pudimos revisar si su comentario tiene datos personales, así que no lo guardamos. Gracias por su respuesta.',
    },
    'answered-before': {
      heading: 'Usted ya nos dijo qué le parece esta página',
      body: 'Conservamos su primera respuesta. No guardamos lo que envió ahora.',
    },
    'not-asked': {
      heading: 'Ya no preguntamos por esta página',
      body: 'No guardamos lo que envió. Gracias por su tiempo.',
    },
  },
  problems: {
    'no-answer': {
      heading: 'Elija una respuesta',
      body: 'Díganos si esta página le fue útil y envíe el formulario de nuevo. Todavía no guardamos nada.',
    },
    'too-long': {
      heading: 'Acorte su comentario',
      body: 'Tiene más de 500 caracteres. Acórtelo y envíe el formulario de nuevo. Todavía no guardamos nada.',
    },
    'not-saved': {
      heading: 'No pudimos guardar su respuesta',
      body: 'Algo falló de nuestra parte y no guardamos nada. Espere unos minutos y envíe el formulario de nuevo.',
    },
    personal: {
      heading: 'Quite los datos personales de su comentario',
      body: 'Para proteger su privacidad y la de sus contactos, no los guardamos, y todavía no guardamos nada. Quite lo siguiente y envíe el formulario de nuevo:',
    },
  },
  personal: {
    name: 'Nombres de sus contactos, y el suyo',
    number: 'Números de teléfono, del Seguro Social, fechas y otros números largos',
    email: 'Direcciones de correo electrónico',
    address: 'Direcciones de calles, apartados postales y códigos postales',
  },
};

/** Everything that the survey says. */
export const WORDS: Translated<SurveyWords> = { en: ENGLISH, es: SPANISH };
