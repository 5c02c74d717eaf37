import { describe, expect, onTestFinished, test } from 'vitest';

import { schoolGrade, sentencesOf } from '../../test/reading/grade.ts';
import { startProfileApp, VISITOR, type Visitor } from '../../test/world/profile-app.ts';
import { surveyHere } from '../../test/world/surveys.ts';

const CONTACTS = '/profile/contacts';
const SURVEY = `${CONTACTS}/survey`;
const THANKS = `${CONTACTS}?survey=kept#survey`;
const ASKED = 'Was this page helpful?';

/** Names, numbers and addresses of who is on the page of the Veteran "all-four". */
const MARKED = ['Mary-Ann', 'o’fourcade', '(555) 555-0103', '77 invented rd', 'kim@example.test'];

async function site() {
  const here = surveyHere();
  const app = await startProfileApp({ survey: here.survey });
  onTestFinished(() => app.close());
  const open = (as: Visitor = 'all-four', path = CONTACTS) => app.get(path, { as });
  const send = (form: Record<string, string>, as: Visitor = 'all-four', headers = {}) =>
    app.send(SURVEY, { as, form, headers });
  return { ...here, app, open, send };
}

describe('the survey', () => {
  test.each<[Visitor, boolean]>([
    ['all-four', true],
    ['none-on-file', true],
    ['not-enrolled', false],
  ])('stands below the contacts of %s: %s', async (visitor, isAsked) => {
    const { open, counted } = await site();
    expect((await open(visitor)).body.includes(ASKED)).toBe(isAsked);
    expect(counted).toHaveLength(isAsked ? 1 : 0);
  });

  test('asks nothing while the contacts can’t be shown, in a downtime, or without a stage', async () => {
    const { app, open, enter, counted } = await site();
    app.vaProfile.fault({ kind: '500' });
    expect((await open()).body).not.toContain(ASKED);
    app.vaProfile.fault({ kind: 'none' });
    const [from, until] = [new Date('2026-12-01T06:00Z'), new Date('2026-12-01T08:00Z')];
    app.plan({ kind: 'now', downtime: { from, until } });
    expect((await open()).body).not.toContain(ASKED);
    app.plan({ kind: 'none' });
    enter(null);
    expect((await open()).body).not.toContain(ASKED);
    expect(counted).toEqual([]);
  });

  test('is answered once: thanks stand in its place from then on', async () => {
    const { open, send, kept } = await site();
    const sent = await send({ answer: 'not-helpful', remark: 'I can’t change anything.' });
    expect(sent).toMatchObject({ status: 303, headers: { location: THANKS } });
    expect((await open('all-four', THANKS)).body).toContain('data-testid="survey-kept"');
    const later = (await open()).body;
    expect(later).toContain('Thank you for telling us about this page');
    expect(later).not.toContain(ASKED);
    const again = await send({ answer: 'helpful', remark: 'And one more thing' });
    expect(again.headers).toMatchObject({ location: `${CONTACTS}?survey=answered-before#survey` });
    expect((await open('all-four', `${CONTACTS}?survey=answered-before`)).body).toContain(
      'We kept your first answer. We didn’t save what you sent now.',
    );
    expect(kept).toEqual([{ answer: 'not-helpful', remark: 'I can’t change anything.' }]);
  });

  test.each(MARKED)('refuses “%s” in a remark, and gives it back to who wrote it', async (mark) => {
    const { app, send, kept } = await site();
    const refused = await send({ answer: 'helpful', remark: `Please call <${mark}> instead` });
    expect(refused.status).toBe(422);
    expect(refused.body).toContain(`Please call &lt;${mark}> instead</textarea>`);
    expect(refused.body).toMatch(/value="helpful" checked/);
    expect(refused.body).toContain('<title>Error: ');
    expect(refused.body).toContain('Please take this out, then send the form again:');
    expect(refused.body).toMatch(/Mary-Ann.*Sample/s);
    expect(kept).toEqual([]);
    expect(JSON.stringify(app.logged)).not.toContain(mark);
    expect(await send({ answer: 'helpful', remark: 'Better' })).toMatchObject({ status: 303 });
  });

  test('looks through remarks that come over a real connection', async () => {
    const { app, kept } = await site();
    const answer = await fetch(`${await app.listen()}${SURVEY}`, {
      method: 'POST',
      headers: { [VISITOR]: 'all-four', origin: 'https://www.example.gov' },
      body: new URLSearchParams({ answer: 'helpful', remark: 'It works' }),
      redirect: 'manual',
    });
    expect(answer.status).toBe(303);
    expect(kept).toEqual([{ answer: 'helpful', remark: 'It works' }]);
  });

  test('refuses the name of the account, too', async () => {
    const { send } = await site();
    const headers = { 'x-account-name': 'Maximiliane Sampleton' };
    const form = { answer: 'helpful', remark: 'Yours, Maximiliane' };
    expect((await send(form, 'none-on-file', headers)).status).toBe(422);
  });

  test('says what is missing, and what is too long', async () => {
    const { send, kept } = await site();
    expect((await send({ remark: 'Good' })).body).toContain('Choose an answer');
    const long = await send({ answer: 'helpful', remark: 'word '.repeat(120) });
    expect(long.body).toContain('Shorten your comment');
    expect(kept).toEqual([]);
  });

  test('keeps an answer while nobody can say whom the page shows, and says that the remark is lost', async () => {
    const { app, open, send, kept } = await site();
    app.vaProfile.fault({ kind: '500' });
    const sent = await send({ answer: 'helpful', remark: 'It works' });
    const address = `${CONTACTS}?survey=without-remark#survey`;
    expect(sent).toMatchObject({ status: 303, headers: { location: address } });
    expect(kept).toEqual([{ answer: 'helpful', remark: null }]);
    const told = await open('all-four', address);
    expect(told.status).toBe(503);
    expect(told.body).toContain('We saved your answer, but not your comment');
  });

  test('loses nothing while the database is away: the form comes back as it was sent', async () => {
    const { send, fail, kept } = await site();
    fail(Object.assign(new Error('gone'), { code: '57P01' }));
    const failed = await send({ answer: 'helpful', remark: 'Keep me' });
    expect(failed).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    expect(failed.body).toContain('We couldn’t save your answer');
    expect(failed.body).toContain('Keep me</textarea>');
    fail(null);
    expect((await send({ answer: 'helpful', remark: 'Keep me' })).status).toBe(303);
    expect(kept).toEqual([{ answer: 'helpful', remark: 'Keep me' }]);
  });

  test('takes forms of this site alone, of people who are signed in and have the page', async () => {
    const { app, send, kept, enter } = await site();
    const form = { answer: 'helpful' };
    expect((await send(form, 'signed out')).status).toBe(401);
    const elsewhere = { 'sec-fetch-site': 'cross-site' };
    expect((await send(form, 'all-four', elsewhere)).status).toBe(403);
    expect((await send(form, 'not-enrolled')).headers).toMatchObject({ location: CONTACTS });
    app.open(false);
    expect((await send(form)).headers).toMatchObject({ location: '/profile' });
    expect((await app.get(SURVEY, { as: 'all-four' })).headers).toMatchObject({
      location: '/profile',
    });
    app.open(true);
    enter(null);
    expect((await send(form)).headers).toMatchObject({
      location: `${CONTACTS}?survey=not-asked#survey`,
    });
    expect(kept).toEqual([]);
  });

  test('says nothing that is not so, whatever an address asks for', async () => {
    const { open } = await site();
    for (const notice of ['kept', 'without-remark', 'answered-before', 'not-asked', '<b>']) {
      expect((await open('all-four', `${CONTACTS}?survey=${notice}`)).body).toContain(ASKED);
    }
  });
});

describe('what the survey says', () => {
  test('is in Spanish where the page is', async () => {
    const { app, send } = await site();
    const headers = { cookie: 'lang=es' };
    const asked = (await app.get(CONTACTS, { as: 'all-four', headers })).body;
    expect(asked).toContain('¿Le fue útil esta página?');
    const refused = await send(
      { answer: 'helpful', remark: 'Llame a Mary-Ann' },
      'all-four',
      headers,
    );
    expect(refused.body).toContain('Quite los datos personales de su comentario');
    expect(refused.body).toContain('Nombres de sus contactos, y el suyo');
    expect(refused.body).not.toMatch(/Take personal|helpful<|Send</);
  });

  test('reads at eighth grade or below in each of its states', async () => {
    const { app, send, open } = await site();
    const marked = 'Mary-Ann, 555-0142, kim@example.test, 12 Example St';
    const pages = [
      await open(),
      await send({ answer: 'helpful', remark: marked }),
      await send({ remark: '' }),
      await send({ answer: 'helpful', remark: 'word '.repeat(120) }),
    ];
    app.vaProfile.fault({ kind: '500' });
    await send({ answer: 'helpful', remark: 'Good' });
    app.vaProfile.fault({ kind: 'none' });
    for (const notice of ['kept', 'without-remark', 'answered-before']) {
      pages.push(await open('all-four', `${CONTACTS}?survey=${notice}`));
    }
    for (const { body } of pages) {
      const [, survey = ''] =
        /(<section class="survey.*?<\/section>)\s*(?:<p class="print|<\/main)/s.exec(body) ?? [];
      expect(survey).not.toBe('');
      expect(schoolGrade(sentencesOf(`<main>${survey}</main>`)), survey).toBeLessThanOrEqual(8);
    }
  });
});
