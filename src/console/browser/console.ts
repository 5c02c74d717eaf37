/** The console’s script: an open page keeps itself up to date. Without it every page works by itself. */
import { keepLive } from './live.ts';

const status = document.querySelector<HTMLElement>('#live-status');
const main = document.querySelector<HTMLElement>('main');
const { live } = status?.dataset ?? {};
if (status && main && live !== undefined) keepLive({ status, main, address: live });
