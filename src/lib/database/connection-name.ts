import { hostname } from 'node:os';

/** What PostgreSQL keeps of a name, in bytes. It cuts off the rest, and writes what is not ASCII otherwise. */
const LONGEST_NAME = 63;

/**
 * How a server lists the connections of this process, so that operators know which instance to stop. A name in the
 * database URL goes before it, in the driver.
 */
export function connectionName(host = hostname(), pid = process.pid): string {
  const printable = host.replace(/[^\x21-\x7e]/g, '?');
  return `phcc process ${pid} on ${printable}`.slice(0, LONGEST_NAME);
}
