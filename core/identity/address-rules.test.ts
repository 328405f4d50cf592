import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vaultOf } from '#platform/vault';
import { identityKey, normalise } from './address-rules.ts';

const refusal = expect.objectContaining({ code: 'INVALID_INPUT', details: { field: 'address' } });

describe('normalise() of an e-mail address', () => {
  it.each([
    ['ann@example.com', 'ann@example.com'],
    ['  Ann@Example.COM ', 'ann@example.com'],
    ['ann+picks@example.com', 'ann+picks@example.com'],
    ['ａｎｎ@example.com', 'ann@example.com'], // full-width letters
    ['ann@bücher.example', 'ann@xn--bcher-kva.example'],
    ['ann@xn--bcher-kva.example', 'ann@xn--bcher-kva.example'],
    ["o'neil@example.co.uk", "o'neil@example.co.uk"],
    ['jörg@example.com', 'jörg@example.com'],
  ])('turns %s into %s', (spelled, normal) => {
    expect(normalise('email', spelled)).toBe(normal);
  });

  it.each([
    'ann',
    '@example.com',
    'ann@',
    'ann@localhost',
    'ann@@example.com',
    'a nn@example.com',
    'ann@exam ple.com',
    '"ann"@example.com',
    'ann@example.com, bob@example.com',
    'Ann <ann@example.com>',
    'ann@example.com\r\nBcc: bob@example.com',
    `${'a'.repeat(65)}@example.com`,
    `ann@${'a'.repeat(260)}.com`,
    'ann@example..com',
    'a\u200bnn@example.com',
    '+12025550123',
  ])('refuses %j', (spelled) => {
    expect(() => normalise('email', spelled)).toThrow(refusal);
  });
});

describe('normalise() of a phone number', () => {
  it.each([
    ['+12025550123', '+12025550123'],
    [' +1 (202) 555-0123 ', '+12025550123'],
    ['+1.202.555.0123', '+12025550123'],
    ['+44 20 7946 0018', '+442079460018'],
    ['+4402079460018', '+442079460018'], // the national 0 is not part of it
    ['＋12025550123', '+12025550123'],
  ])('turns %s into %s', (spelled, normal) => {
    expect(normalise('sms', spelled)).toBe(normal);
  });

  it.each([
    '2025550123',
    '0012025550123',
    '+1',
    '+1202555',
    '+120255501234',
    '+999123456789',
    'ann@example.com',
    '+1 202 555 0123 ext. 7',
    'tel:+12025550123',
    '+12025550123;+12025550124',
  ])('refuses %s', (spelled) => {
    expect(() => normalise('sms', spelled)).toThrow(refusal);
  });
});

const attempt = (channel: 'email' | 'sms', address: string): string | null => {
  try {
    return normalise(channel, address);
  } catch {
    return null;
  }
};

it('normalise() leaves a normalised address as it is, for any input', { timeout: 30_000 }, () => {
  const email = fc.tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), fc.domain()).map(([a, b]) => `${a}@${b}`);
  fc.assert(
    fc.property(fc.oneof(email, fc.emailAddress(), fc.string({ unit: 'binary' })), (address) => {
      const normal = attempt('email', address);
      if (normal !== null) expect(normalise('email', normal)).toBe(normal);
    }),
    { numRuns: 400 },
  );
  fc.assert(
    fc.property(fc.bigInt({ min: 1_000_000n, max: 999_999_999_999_999n }), (digits) => {
      const normal = attempt('sms', `+${digits}`);
      if (normal !== null) expect(normalise('sms', normal)).toBe(normal);
    }),
    { numRuns: 400 },
  );
});

it('normalise() gives all spellings of an address one form', () => {
  fc.assert(
    fc.property(fc.emailAddress(), fc.infiniteStream(fc.boolean()), (address, shout) => {
      const shouted = [...address].map((letter) => (shout.next().value ? letter.toUpperCase() : letter)).join('');
      expect(attempt('email', ` ${shouted}`)).toBe(attempt('email', address));
    }),
  );
});

it('identityKey() does not contain the address, and differs between channels', () => {
  const vault = vaultOf('a secret of the deployment, long enough');
  const key = identityKey(vault, 'email', 'ann@example.com');
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(identityKey(vault, 'sms', 'ann@example.com')).not.toBe(key);
});
