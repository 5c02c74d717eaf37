/** What the people on call are sent: posted, signed, written down, sent again. What to say is the release’s. */
export { alertKey, isTooLate, type Alert } from './alert.ts';
export { AlertRefusedError, type SendAlert } from './send-alert.ts';
export { postAlertsTo } from './post-alert.ts';
export {
  deliveryState,
  recordDeliveries,
  type AlertDelivery,
  type Deliveries,
  type DeliveryState,
  type Resent,
} from './deliveries.ts';
export { createSqlDeliveries, deliveryMigrations } from './sql-deliveries.ts';
export { resendAlert, resentInWords, type ResendRefusal } from './resend-alert.ts';
