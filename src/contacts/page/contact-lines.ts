import type { HelpLine } from '../../design-system/index.ts';

/** Who can change a Veteran's contacts. Every page takes its number and hours from here. */
export const HEALTH_ELIGIBILITY_CENTER: HelpLine = {
  name: 'the Health Eligibility Center',
  number: '877-222-8387',
  hours: 'Monday through Friday, 8:00 a.m. to 8:00 p.m. ET',
};

/** Who can look into a record that shows no VA health care. */
export const VA_BENEFITS_LINE: HelpLine = {
  name: 'the VA benefits hotline',
  number: '800-827-1000',
  hours: 'Monday through Friday, 8:00 a.m. to 9:00 p.m. ET',
};
