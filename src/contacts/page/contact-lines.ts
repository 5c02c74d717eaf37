import type { HelpLine } from '../../design-system/index.ts';

/** Who can change a Veteran's contacts. Every page takes its number and hours from here. */
export const HEALTH_ELIGIBILITY_CENTER: HelpLine = {
  name: {
    en: 'the Health Eligibility Center',
    es: 'al Centro de Elegibilidad para la Atención Médica ({en:Health Eligibility Center})',
  },
  number: '877-222-8387',
  hours: {
    en: 'Monday through Friday, 8:00\u00a0a.m. to 8:00\u00a0p.m.\u00a0ET',
    es: 'de lunes a viernes, de 8:00\u00a0a.\u00a0m. a 8:00\u00a0p.\u00a0m., hora del Este',
  },
};

/** Who can look into a record that shows no VA health care. */
export const VA_BENEFITS_LINE: HelpLine = {
  name: { en: 'the VA benefits hotline', es: 'a la línea de beneficios de VA' },
  number: '800-827-1000',
  hours: {
    en: 'Monday through Friday, 8:00\u00a0a.m. to 9:00\u00a0p.m.\u00a0ET',
    es: 'de lunes a viernes, de 8:00\u00a0a.\u00a0m. a 9:00\u00a0p.\u00a0m., hora del Este',
  },
};

/** For trouble with signing in or with the Profile itself. */
export const HELP_DESK: HelpLine = {
  name: { en: 'the VA.gov help desk', es: 'al servicio de ayuda de VA.gov' },
  number: '800-698-2411',
  hours: {
    en: 'Monday through Friday, 8:00\u00a0a.m. to 8:00\u00a0p.m.\u00a0ET',
    es: 'de lunes a viernes, de 8:00\u00a0a.\u00a0m. a 8:00\u00a0p.\u00a0m., hora del Este',
  },
};
