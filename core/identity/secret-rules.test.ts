import { expect, it } from 'vitest';
import { hashSecret, newCode, newSecret } from './secret-rules.ts';

it('newCode() has six digits, also with leading zeros', () => {
  const codes = Array.from({ length: 20_000 }, newCode);
  for (const code of codes) expect(code).toMatch(/^\d{6}$/);
  for (const digit of '0123456789') {
    const share = codes.filter((code) => code.startsWith(digit)).length / codes.length;
    expect(share).toBeGreaterThan(0.08);
    expect(share).toBeLessThan(0.12);
  }
});

it('newSecret() has 256 bits, and hashSecret() is 64 hex digits', () => {
  expect(new Set(Array.from({ length: 1_000 }, newSecret)).size).toBe(1_000);
  expect(Buffer.from(newSecret(), 'base64url')).toHaveLength(32);
  expect(hashSecret('secret')).toMatch(/^[0-9a-f]{64}$/);
});
