/**
 * The attackers, in a process of their own so that they don't slow down the measuring one: `callers.ts URL TOKEN`. Each
 * second they say in a line of JSON how much has been answered so far, until the process is ended.
 */
import { connect } from 'node:net';
import { constants, setPriority } from 'node:os';

import autocannon from 'autocannon';

const [url = '', token = ''] = process.argv.slice(2);
const { hostname, port, host } = new URL(url);

const SLOW = 400;
const FLOODING = 20;
const WRONG_TOKENS_A_SECOND = 500;
const PLAN_BYTES = 256 * 1_024;
const LONG_S = 3_600;

const answered = { plans: 0, wrongTokens: 0 };

const HALVES = [
  'GET /profile/contacts HTTP/1.1\r\n',
  `POST /api/release/plans HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: 9999\r\n\r\n{`,
  `POST /console/releases/x/rollback HTTP/1.1\r\nhost: ${host}\r\ncontent-length: 9999\r\n\r\n`,
];

/** Opens a connection that never says all, and another when that is closed. */
function dawdle(n: number): void {
  const socket = connect(Number(port), hostname);
  socket.write(HALVES[n % HALVES.length] ?? '');
  socket.on('error', () => undefined);
  socket.resume();
  socket.once('close', () => setTimeout(dawdle, 100, n));
}

/** As large as is taken, and as hard to read: values with blanks after them, in tables, lists and folds. */
function worstPlan(): string {
  const row = `- Toggle: \`x\`${' '.repeat(2_000)}.\n| a ${'|'.repeat(200)}\n${'>'.repeat(50)}${'- '.repeat(50)}**_[a](\n`;
  return `# Release plan\n\n${row.repeat(Math.ceil(PLAN_BYTES / row.length))}`.slice(0, PLAN_BYTES);
}

async function postPlans(): Promise<never> {
  const body = JSON.stringify({ id: 'worst', document: worstPlan() });
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'x-acting-role': 'engineer',
    'x-forwarded-for': '203.0.113.9',
  };
  for (;;) {
    const answer = await fetch(`${url}/api/release/plans`, { method: 'POST', headers, body });
    await answer.text();
    answered.plans += 1;
  }
}

// On machines of their own they would take no processor time from the program.
setPriority(constants.priority.PRIORITY_LOW);
for (let n = 0; n < SLOW; n += 1) dawdle(n);
void postPlans();
const flood = autocannon(
  {
    url: `${url}/api/release/plans`,
    connections: FLOODING,
    overallRate: WRONG_TOKENS_A_SECOND,
    duration: LONG_S,
    headers: { authorization: 'Bearer wrong', 'x-forwarded-for': '203.0.113.10' },
  },
  () => undefined,
);
flood.on('response', () => (answered.wrongTokens += 1));
setInterval(() => process.stdout.write(`${JSON.stringify(answered)}\n`), 1_000);
