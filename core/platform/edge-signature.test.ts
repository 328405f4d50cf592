import { generateKeyPairSync, verify } from 'node:crypto';
import { expect, it } from 'vitest';
import { edgeQuery } from './edge-signature.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const decoded = (text: string) => Buffer.from(text.replaceAll('-', '+').replaceAll('_', '=').replaceAll('~', '/'), 'base64');

it('signs a policy for all addresses under one, with letters that a query may have', () => {
  const until = new Date('2026-11-28T12:10:00.999Z');
  const query = edgeQuery({ id: 'K1', key: privateKey }, 'https://edge.example/betting-slips/ann/1/proof.*', until);
  expect(query).toMatch(/^Policy=[\w~-]+&Signature=[\w~-]+&Key-Pair-Id=K1$/);
  const { Policy = '', Signature = '' } = Object.fromEntries(new URLSearchParams(query));
  expect(JSON.parse(decoded(Policy).toString())).toEqual({
    Statement: [
      {
        Resource: 'https://edge.example/betting-slips/ann/1/proof.*',
        Condition: { DateLessThan: { 'AWS:EpochTime': Date.parse('2026-11-28T12:10:00.000Z') / 1000 } },
      },
    ],
  });
  expect(verify('sha1', decoded(Policy), publicKey, decoded(Signature))).toBe(true);
  expect(verify('sha1', Buffer.from('another'), publicKey, decoded(Signature))).toBe(false);
});
