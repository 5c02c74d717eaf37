/** VA Profile as it answers at best, and a bare proxy before it: `upstream.ts`, `upstream.ts URL-TO-ASK`. Says its URL. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Agent, request } from 'undici';

import { FOUR_CONTACTS } from '../four-contacts.ts';

const QUESTION = JSON.stringify({ bios: [{ bioPath: 'healthBenefit' }] });

const [upstream] = process.argv.slice(2);
const dispatcher = new Agent();

const server = createServer((_request, response) => {
  response.setHeader('content-type', 'application/json');
  if (upstream === undefined) response.end(FOUR_CONTACTS);
  else void passOn(upstream).then((text) => response.end(text));
});

async function passOn(url: string): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const { body } = await request(url, { method: 'POST', headers, body: QUESTION, dispatcher });
  return body.text();
}

server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
