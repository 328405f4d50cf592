import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { transferred } from './transfer.ts';

const long = JSON.stringify({ data: 'a long list '.repeat(500) });
const asked = (headers: Record<string, string> = {}, method = 'GET') =>
  ({ headers, requestContext: { http: { method } } }) as never;
const reply = (body = long, headers: Record<string, string> = {}) => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json', ...headers },
  body,
});

describe('a long body', () => {
  it.each(['gzip', 'GZIP', 'br, gzip;q=0.5', 'deflate,gzip', '*'])('is compressed for a client that takes %s', (coding) => {
    const sent = transferred(asked({ 'accept-encoding': coding }), reply(long, { vary: 'authorization' }));
    expect(sent).toMatchObject({
      statusCode: 200,
      isBase64Encoded: true,
      headers: { 'content-encoding': 'gzip', vary: 'authorization, accept-encoding', 'content-type': 'application/json' },
    });
    const bytes = Buffer.from(sent.body ?? '', 'base64');
    expect(gunzipSync(bytes).toString()).toBe(long);
    expect(bytes.length * 10).toBeLessThan(long.length);
  });
  it.each(['', 'br', 'gzip;q=0', 'gzip;q=0, *', 'identity, gzip;q=0.0', 'gzip;q=nonsense'])('stays as it is for %s', (coding) => {
    const sent = transferred(asked(coding === '' ? {} : { 'accept-encoding': coding }), reply());
    expect(sent).toEqual({ ...reply(), headers: { 'content-type': 'application/json', vary: 'accept-encoding' } });
  });
});

it('a short body, none, and one that is encoded already stay as they are', () => {
  const gzip = asked({ 'accept-encoding': 'gzip' });
  expect(transferred(gzip, reply('{"data":1}'))).toEqual(reply('{"data":1}'));
  expect(transferred(gzip, { statusCode: 204 })).toEqual({ statusCode: 204 });
  const encoded = { ...reply(), isBase64Encoded: true };
  expect(transferred(gzip, encoded)).toEqual(encoded);
});

it('HEAD has the headers alone', () => {
  const { body: _, ...headers } = reply();
  expect(transferred(asked({ 'accept-encoding': 'gzip' }, 'HEAD'), reply())).toEqual(headers);
});

describe('If-None-Match', () => {
  const tagged = reply(long, { etag: 'W/"abc"', 'cache-control': 'private, no-cache' });
  it.each(['W/"abc"', '"abc"', '"x", W/"abc"', '*'])('%s is answered with 304 and no body', (tag) => {
    expect(transferred(asked({ 'if-none-match': tag }), tagged)).toEqual({
      statusCode: 304,
      headers: { etag: 'W/"abc"', 'cache-control': 'private, no-cache' },
    });
  });
  it.each(['W/"abcd"', 'abc', ''])('%s is answered in full', (tag) => {
    expect(transferred(asked({ 'if-none-match': tag }), tagged).statusCode).toBe(200);
  });
  it('means nothing for a reply without a tag, or a refusal', () => {
    expect(transferred(asked({ 'if-none-match': '*' }), reply()).statusCode).toBe(200);
    expect(transferred(asked({ 'if-none-match': '*' }), { ...tagged, statusCode: 429 }).statusCode).toBe(429);
  });
});
