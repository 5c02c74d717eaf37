import { expect, test } from 'vitest';

import { remarksCsv } from './remarks-csv.ts';
import { renderRemarks, type RemarksView } from './remarks-page.tsx';

const STAGE = 'mvp: Stage A, run 1';
const EMPTY: RemarksView = {
  operator: { name: 'Pat Example', roles: ['product-manager'] },
  mayMark: true,
  filter: {},
  asOf: '2026-11-29T15:00:00.000Z',
  read: { figures: [], remarks: [], isAll: true },
  notice: null,
  stylesheetUrl: '/console.css',
};
const REMARK = {
  id: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
  stage: STAGE,
  language: 'es',
  text: 'Muy útil <b>',
  day: '2026-11-29',
  state: 'unread',
  markedBy: null,
} as const;

test('nobody having answered is no share of zero', () => {
  const page = renderRemarks(EMPTY);
  expect(page).toContain('As of <time');
  expect(page).toContain('Nobody has answered yet.');
  expect(page).toContain('No one has written anything yet.');
  expect(page).not.toMatch(/0%|NaN/);
});

test('counts say of how many, and remarks in which language', () => {
  const figures = [{ stage: STAGE, answers: 3, helpful: 2, notHelpful: 1, unreadRemarks: 1 }];
  const page = renderRemarks({ ...EMPTY, read: { figures, remarks: [REMARK], isAll: false } });
  expect(page).toContain('2 of 3 (66.67%)');
  expect(page).toMatch(/lang="es">Muy útil &lt;b>/);
  expect(page).toContain('Nov 29, 2026');
  expect(page).toContain('These are the newest 1.');
});

test('a database that is away is said, with nothing that looks like an answer', () => {
  const page = renderRemarks({ ...EMPTY, read: null });
  expect(page).toContain('The remarks can’t be read right now');
  expect(page).not.toContain('Nobody has answered');
});

test.each(['=1+1', '+1', '-1', '@SUM(1)', '\t=1', ' =1', '|cmd', '＝1', '%0A=1'])(
  'a spreadsheet shows %j, and computes nothing',
  (text) => {
    const [, row = ''] = remarksCsv([{ ...REMARK, text }]).split('\r\n');
    expect(row).toContain(`,"'${text}"`);
  },
);

test('a file keeps commas, quotes and each column', () => {
  const csv = remarksCsv([{ ...REMARK, text: 'a, "b"', markedBy: 'Enzo' }]);
  expect(csv).toBe(
    `"day","stage","language","state","marked by","remark"\r\n"2026-11-29","${STAGE}","es","unread","Enzo","a, ""b"""\r\n`,
  );
});
