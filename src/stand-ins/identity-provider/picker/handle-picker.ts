import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import type { StandInPerson } from '../../people/index.ts';
import { IAL_1, IAL_2 } from '../claims-of.ts';
import { renderNotice } from './notice.tsx';
import { renderPicker } from './picker.tsx';

type PickerVisit = {
  readonly provider: Provider;
  readonly people: readonly StandInPerson[];
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
};

/** GET shows who one can be; POST with `person=slug` signs that person in and goes back to the program. */
export async function handlePicker(visit: PickerVisit): Promise<void> {
  const { people, request, response } = visit;
  if (!(await isRunning(visit))) {
    sendHtml(response, 400, renderNotice(TOO_LATE));
  } else if (request.method === 'POST') {
    await signIn(visit, await readPickedSlug(request));
  } else {
    sendHtml(response, 200, renderPicker(people));
  }
}

async function isRunning({ provider, request, response }: PickerVisit): Promise<boolean> {
  return provider.interactionDetails(request, response).then(
    () => true,
    () => false,
  );
}

async function signIn({ provider, people, request, response }: PickerVisit, slug: string) {
  const person = people.find((candidate) => candidate.slug === slug);
  if (!person) {
    sendHtml(response, 422, renderPicker(people, { unknownSlug: slug }));
    return;
  }
  const acr = person.proofed ? IAL_2 : IAL_1;
  const login = { accountId: person.accountId, acr, remember: false };
  const { session } = await provider.interactionDetails(request, response);
  const goOn = await provider.interactionResult(request, response, { login });
  if (session && session.accountId !== person.accountId) await forget(session.uid, provider);
  response.writeHead(303, { location: goOn, 'content-length': '0' }).end();
}

/** Who was signed in before somebody else was picked. The package signs them out by a script, and none may run here. */
async function forget(sessionUid: string, provider: Provider): Promise<void> {
  const session = await provider.Session.findByUid(sessionUid);
  if (!session) return;
  delete session.accountId;
  session.authorizations = {};
  await session.persist();
}

const TOO_LATE = {
  heading: 'This sign-in is over',
  sentence: 'It was finished in another tab, or it took too long. Go back and sign in again.',
};

const LONGEST_FORM_BYTES = 1000;

async function readPickedSlug(request: IncomingMessage): Promise<string> {
  let form = '';
  request.setEncoding('utf8');
  for await (const chunk of request) {
    form += String(chunk);
    if (form.length > LONGEST_FORM_BYTES) return '';
  }
  return (new URLSearchParams(form).get('person') ?? '').trim().toLowerCase();
}

function sendHtml(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(html);
}
