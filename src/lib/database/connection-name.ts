import { hostname } from 'node:os';

import { beginningOf } from '../text-from-people.ts';

/** What PostgreSQL keeps of a name, in bytes. It cuts off the rest, and writes what is not ASCII otherwise. */
const MOST_BYTES = 63;

/**
 * How a server lists the connections of this process, so that operators know which instance to stop. A name in the
 * database URL goes before it, in the driver.
 */
export function connectionName(host = hostname(), pid = process.pid): string {
  const printable = host.replace(/[^\x21-\x7e]/g, '?');
  return beginningOf(`phcc: process ${pid} on ${printable}`, MOST_BYTES);
}
