import type { Translated } from '../../lib/language.ts';

const ENGLISH = {
  skipToContent: 'Skip to content',
  breadcrumbs: 'Breadcrumbs',
  extension: 'Extension',
  status: { info: 'Information', warning: 'Warning', error: 'Error', success: 'Success' },
};

const SPANISH: typeof ENGLISH = {
  skipToContent: 'Saltar al contenido',
  breadcrumbs: 'Ruta de navegación',
  extension: 'Extensión',
  status: { info: 'Información', warning: 'Advertencia', error: 'Problema', success: 'Listo' },
};

/** The words that elements bring along themselves. */
export const WORDS: Translated<typeof ENGLISH> = { en: ENGLISH, es: SPANISH };
