import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

import { test, type Page } from '@playwright/test';

import {
  PAGE_STATES,
  STATE_HEADER,
  VISITOR_HEADER,
  type PagePlace,
  type PageState,
} from '../page-states/states.ts';
import { visit, type Site } from './pages.ts';

export const CONTACTS = '/profile/contacts';

/** The contacts page in any state, without the program around it: one server for all journeys of a file. */
export function pageStates(): Site {
  let server: ChildProcess;
  let url = '';
  test.beforeAll(async () => {
    const command = ['--import', 'tsx', 'test/page-states/server.ts'];
    server = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] });
    if (!server.stdout) throw new Error('the server has no output to read');
    const [address] = (await once(server.stdout, 'data')) as [Buffer];
    url = address.toString().trim();
  });
  test.afterAll(async () => {
    server.kill();
    await once(server, 'exit');
  });
  return {
    get url() {
      return url;
    },
  };
}

export async function openIn(page: Page, site: Site, state: PageState): Promise<void> {
  await show(page, state);
  await visit(page, site, CONTACTS);
}

/** From the next request on, the page is in this state. */
export async function show(page: Page, { name }: PageState): Promise<void> {
  await page.setExtraHTTPHeaders({ [STATE_HEADER]: encodeURIComponent(name) });
}

/** Makes the page at that address the one of this place, and gives the address. */
export async function placeFor(page: Page, site: Site, place: PagePlace): Promise<string> {
  await page.setExtraHTTPHeaders({
    ...(place.state !== undefined && { [STATE_HEADER]: encodeURIComponent(place.state) }),
    ...(place.visitor !== undefined && { [VISITOR_HEADER]: place.visitor }),
  });
  return site.url + place.path;
}

export function stateNamed(name: string): PageState {
  const state = PAGE_STATES.find((candidate) => candidate.name === name);
  if (!state) throw new Error(`there is no state “${name}”`);
  return state;
}
