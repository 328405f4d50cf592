import { expect, it } from 'vitest';
import { secretsOf, vaultOf } from '#platform/vault';
import { codeOf, hashSecret, newAttemptToken, newSecret } from './secret-rules.ts';

const keys = vaultOf('a secret of at least thirty-two characters');

it.each([6, 8])('codeOf() has %i digits, also with leading zeros, all equally likely', (digits) => {
  const codes = Array.from({ length: 20_000 }, () => codeOf(keys, 'ann', newAttemptToken(keys), digits));
  for (const code of codes) expect(code).toMatch(new RegExp(`^\\d{${digits}}$`));
  for (const place of [0, digits - 1]) {
    for (const digit of '0123456789') {
      const share = codes.filter((code) => code[place] === digit).length / codes.length;
      expect(share).toBeGreaterThan(0.08);
      expect(share).toBeLessThan(0.12);
    }
  }
});

it('codeOf() is the same for the same attempt, and another for any other attempt, address or secret', () => {
  const other = vaultOf('another secret of at least thirty-two characters');
  const codes = [
    codeOf(keys, 'ann', '1.one', 8),
    codeOf(keys, 'ann', '1.two', 8),
    codeOf(keys, 'ben', '1.one', 8),
    codeOf(other, 'ann', '1.one', 8),
  ];
  expect(new Set(codes).size).toBe(4);
  expect(codeOf(keys, 'ann', '1.one', 8)).toBe(codes[0]);
});

it('codeOf() is the same for an attempt that was opened before a further secret was added', () => {
  const [first, second] = ['a secret of at least thirty-two characters', 'a further one of at least thirty-two characters'];
  const after = vaultOf(secretsOf(JSON.stringify({ 1: first, 2: second })));
  const token = newAttemptToken(keys);
  expect(codeOf(after, 'ann', token, 8)).toBe(codeOf(keys, 'ann', token, 8));
  expect(newAttemptToken(after)).toMatch(/^2\./);
});

it('newSecret() has 256 bits, and hashSecret() is 64 hex digits', () => {
  expect(new Set(Array.from({ length: 1_000 }, newSecret)).size).toBe(1_000);
  expect(Buffer.from(newSecret(), 'base64url')).toHaveLength(32);
  expect(hashSecret('secret')).toMatch(/^[0-9a-f]{64}$/);
});
