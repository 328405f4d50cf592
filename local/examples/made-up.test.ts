import { expect, it } from 'vitest';
import { MadeUp } from './made-up.ts';
import { privateIn } from './private.ts';

const AT = '2027-03-02T09:14:22.371Z';
const made = <T>(value: T): T => new MadeUp(Date.parse(AT)).of(value);
const ID = '019ed0c2-7be1-7a33-9f10-8c4d3b1e2f60';
const TOKEN = `eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.${'aB3'.repeat(20)}.${'xY9-'.repeat(20)}`;

it('gives one value the same made-up value, also within other texts, and others another', () => {
  const other = ID.replace('2f60', '2f61');
  const { id, entry, map } = made({ id: ID, entry: `${ID}_45.gone`, map: { [ID]: other } });
  expect(entry).toBe(`${id}_45.gone`);
  expect(Object.entries(map)).toEqual([[id, expect.stringMatching(/^0190a000-0000-7000-8000-/)]]);
  expect(Object.values(map)).not.toContain(id);
});

it('makes up tokens, codes, people and addresses, each in its form', () => {
  const value = {
    ...{ accessToken: TOKEN, code: '480213', recoveryCode: '48021377', handle: 'ann_0f3e2d1cx', cursor: 'WyJhIl0x' },
    ...{ address: 'ann.9c8b7a6d@example.com', phone: '+12035550142', sha256: 'a1b2c3d4'.repeat(8) },
    url: `http://127.0.0.1:4698/_aws/execute-api/8d1f/$default/api/v1/picks/${ID}?x=${'q7Zt'.repeat(30)}`,
    socket: 'ws://127.0.0.1:4698/_aws/ws?ticket=1.abc',
    text: 'I take the Rams at +109, and REGION_NOT_AVAILABLE_FOR_ANYBODY stays.',
  };
  const result = made(value);
  expect(result).toMatchObject({
    ...{ code: '123456', recoveryCode: '12345678', handle: 'ann', address: 'ann@example.com', text: value.text },
    phone: expect.stringMatching(/^\+12015550\d{3}$/),
    url: expect.stringMatching(/^https:\/\/api\.example\.com\/api\/v1\/picks\/0190a000-0000-7000-8000-0{11}1\?x=Example/),
    socket: expect.stringMatching(/^wss:\/\/socket\.example\.com\//),
  });
  expect([result.sha256.length, result.cursor.length, result.url.slice(result.url.indexOf('?')).length]).toEqual([64, 8, 123]);
  expect(privateIn(JSON.stringify(result))).toEqual([]);
  expect(privateIn(JSON.stringify(value)).length).toBeGreaterThan(6);
});

it('moves the times of the run, and keeps how far they are from each other', () => {
  const moved = made({
    at: AT,
    later: '2027-03-02T10:14:22.371Z',
    day: '2027-03-02',
    born: '1990-05-17',
    old: '2024-01-07T21:25:00.000Z',
  });
  expect(moved).toEqual({
    ...{ at: '2026-11-29T18:00:00.000Z', later: '2026-11-29T19:00:00.000Z', day: '2026-11-29' },
    ...{ born: '1990-05-17', old: '2024-01-07T21:25:00.000Z' },
  });
});

it('moves the places of mentions with their handles', () => {
  const value = { text: 'Ask @ben_0f3e2d1cx now.', mentions: [{ start: 4, end: 18, userId: ID }] };
  const { text, mentions } = made(value);
  expect(mentions.map(({ start, end }) => text.slice(start, end))).toEqual(['@ben']);
});

it('leaves what is no text as it is', () => {
  const value = { n: 1, yes: true, nothing: null, list: ['home', 2] };
  expect(made(value)).toEqual(value);
});
