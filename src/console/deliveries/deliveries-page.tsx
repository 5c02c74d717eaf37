import { Alert } from '../../design-system/index.ts';
import type { Operator } from '../../identity/index.ts';
import { timeInEasternTime } from '../../lib/eastern-time.ts';
import { deliveryState, type AlertDelivery, type DeliveryState } from '../../alerts/index.ts';
import { roleFor } from '../../roles/index.ts';
import { releasePath } from '../frame/addresses.ts';
import { AsOf } from '../frame/as-of.tsx';
import { consoleDocument, type ConsoleFrame } from '../frame/console-document.tsx';
import { NoticeAlert } from '../frame/notice.tsx';
import { NotYours } from '../frame/not-yours.tsx';
import { TableHead } from '../frame/table-head.tsx';

export const DELIVERIES_PATH = '/console/deliveries';

type DeliveriesView = ConsoleFrame & {
  readonly operator: Operator;
  readonly asOf: string;
  /** The newest first; undefined where they can’t be read just now. */
  readonly deliveries: readonly AlertDelivery[] | undefined;
  /** Whether this program sends alerts. */
  readonly areSent: boolean;
};

/** Every alert of late: whether the receiver took it, and what to do where it did not. */
export function renderDeliveries(view: DeliveriesView): string {
  const { deliveries, asOf, notice, areSent } = view;
  return consoleDocument({
    ...view,
    heading: 'Deliveries',
    current: DELIVERIES_PATH,
    children: (
      <>
        <NoticeAlert notice={notice} />
        <AsOf asOf={asOf} page={DELIVERIES_PATH} />
        {!areSent && <NoneAreSent />}
        {deliveries === undefined ? <Unread /> : <DeliveryList {...view} deliveries={deliveries} />}
      </>
    ),
  });
}

function NoneAreSent() {
  return (
    <Alert status="warning" heading="No alerts are sent">
      <p>
        Nobody is told of rollbacks and holds. Set ALERT_URL to the address of a chat system or a
        pager, and start the program again.
      </p>
    </Alert>
  );
}

function Unread() {
  return (
    <Alert status="error" heading="The deliveries can’t be read right now" urgent>
      <p>The database does not answer. Alerts are still sent; load this page again in a moment.</p>
    </Alert>
  );
}

type ListParts = DeliveriesView & { readonly deliveries: readonly AlertDelivery[] };

function DeliveryList({ deliveries, operator, asOf, areSent }: ListParts) {
  if (deliveries.length === 0)
    return (
      <p>There has been no alert yet. Each rollback, hold and step of the program sends one.</p>
    );
  const now = new Date(asOf);
  const rows = deliveries.map((delivery) => ({ ...delivery, state: deliveryState(delivery, now) }));
  const count = (state: DeliveryState) => rows.filter((row) => row.state === state).length;
  const lost = count('given-up') + count('refused');
  const mayResend = roleFor(operator.roles, 'resend-alert') !== null;
  return (
    <>
      <p>
        Still to be delivered: <strong>{count('waiting')}</strong>. Given up or refused:{' '}
        <strong>{lost}</strong>. An alert is tried for a day, with longer and longer pauses.
      </p>
      {lost > 0 && !mayResend && <NotYours what="Sending an alert again" action="resend-alert" />}
      <table class="table table--stacked" role="table">
        <caption>The newest alerts, up to {MOST_DELIVERIES}; they are kept for 90 days</caption>
        <TableHead columns={['When', 'Release', 'Alert', 'Delivery']} />
        <tbody role="rowgroup">
          {rows.map((row) => (
            <DeliveryRow {...row} canResend={areSent && mayResend} />
          ))}
        </tbody>
      </table>
    </>
  );
}

export const MOST_DELIVERIES = 200;

type RowParts = AlertDelivery & { readonly state: DeliveryState; readonly canResend: boolean };

function DeliveryRow({ canResend, ...delivery }: RowParts) {
  const { key, alert, state } = delivery;
  const isLost = state === 'refused' || state === 'given-up';
  return (
    <tr role="row">
      <td role="cell" data-label="When">
        <Moment at={alert.at} />
      </td>
      <td role="cell" data-label="Release">
        <a class="flag-name" href={releasePath(alert.release)}>
          {alert.release}
        </a>
      </td>
      <td role="cell" data-label="Alert">
        <strong>{URGENCIES[alert.urgency]}</strong> {withoutRelease(alert)}
      </td>
      <td role="cell" data-label="Delivery">
        <DeliveryStatus {...delivery} />
        {isLost && canResend && <Resend alertKey={key} />}
      </td>
    </tr>
  );
}

const URGENCIES = { act: 'Act:', know: 'FYI:' } as const;

/** The column beside it names the release. */
function withoutRelease({ release, text }: AlertDelivery['alert']): string {
  return text.startsWith(`${release}: `) ? text.slice(release.length + 2) : text;
}

type StatusParts = Omit<RowParts, 'canResend'>;

function DeliveryStatus({ state, attempts, lastTriedAt, takenAt, answer, resentBy }: StatusParts) {
  const tried = attempts === 1 ? 'Tried once' : `Tried ${attempts} times`;
  const at = takenAt ?? lastTriedAt;
  return (
    <>
      <strong>{STATES[state]}</strong>
      {at !== null && (
        <>
          {' '}
          {takenAt === null && 'Last tried '}
          <Moment at={at.toISOString()} />.
        </>
      )}{' '}
      {attempts === 0 ? 'Not tried yet.' : `${tried}.`}
      {state !== 'taken' && answer !== null && ` ${answer}`}
      {resentBy !== null && ` Sent again by ${resentBy}.`}
    </>
  );
}

const STATES: Readonly<Record<DeliveryState, string>> = {
  taken: 'Delivered.',
  waiting: 'Still to be delivered.',
  refused: 'Refused, and left out.',
  'given-up': 'Given up.',
};

/** Its id stays the same, so that a receiver that has it after all knows it again. */
function Resend({ alertKey }: { readonly alertKey: string }) {
  return (
    <form class="form" method="post" action={`${DELIVERIES_PATH}/resend`}>
      <input type="hidden" name="key" value={alertKey} />
      <button class="button button--secondary" type="submit">
        Send it again<span class="visually-hidden">: {alertKey}</span>
      </button>
    </form>
  );
}

function Moment({ at }: { readonly at: string }) {
  return <time dateTime={at}>{timeInEasternTime(at, 'seconds')}</time>;
}
