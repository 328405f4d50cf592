import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vaultOf } from '#platform/vault';
import { identityKey, normalise } from './address-rules.ts';

const refusal = expect.objectContaining({ code: 'INVALID_INPUT', details: { field: 'address' } });

/** Addresses as people and attackers write them, and the form in which they are kept; null for what is refused. */
const EMAILS: readonly [spelled: string, normal: string | null][] = [
  // Spelling
  ['ann@example.com', 'ann@example.com'],
  ['  Ann@Example.COM ', 'ann@example.com'],
  ['ａｎｎ@example.com', 'ann@example.com'], // full-width letters
  ['ann＠example.com', 'ann@example.com'], // a full-width @
  ['ann@example．com', 'ann@example.com'], // a full-width dot
  ['\u202aann@example.com\u202c', 'ann@example.com'],
  ['\ufeffann@example.com\u200b', 'ann@example.com'],
  ['ann@example.com\u00a0\n', 'ann@example.com'],
  // Local parts
  ['ann+picks@example.com', 'ann+picks@example.com'],
  ["o'neil@example.co.uk", "o'neil@example.co.uk"],
  ['ann.b.c@example.com', 'ann.b.c@example.com'],
  ['_@example.com', '_@example.com'],
  ["!#$%&'*+/=?^_`{|}~-@example.com", "!#$%&'*+/=?^_`{|}~-@example.com"],
  ['1234567890@example.com', '1234567890@example.com'],
  [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
  [`${'a'.repeat(65)}@example.com`, null],
  ['.ann@example.com', null],
  ['ann.@example.com', null],
  ['an..n@example.com', null],
  ['jörg@example.com', null],
  ['аnn@example.com', null], // a Cyrillic а
  ['ann😀@example.com', null],
  ['"ann"@example.com', null],
  ['"a nn"@example.com', null],
  ['ann(home)@example.com', null],
  ['a,nn@example.com', null],
  ['a:nn@example.com', null],
  ['a\\nn@example.com', null],
  ['a nn@example.com', null],
  ['a\u200bnn@example.com', null],
  ['a\u202enn@example.com', null],
  ['a\u0000nn@example.com', null],
  // Hosts
  ['ann@bücher.example', 'ann@xn--bcher-kva.example'],
  ['ann@BÜCHER.example', 'ann@xn--bcher-kva.example'],
  ['ann@bu\u0308cher.example', 'ann@xn--bcher-kva.example'],
  ['ann@xn--bcher-kva.example', 'ann@xn--bcher-kva.example'],
  ['ann@XN--BCHER-KVA.example', 'ann@xn--bcher-kva.example'],
  ['ann@faß.de', 'ann@xn--fa-hia.de'],
  ['ann@例え。jp', 'ann@xn--r8jz45g.jp'],
  ['ann@col·legi.cat', 'ann@xn--collegi-xma.cat'],
  ['ann@mail.a-b.example.com', 'ann@mail.a-b.example.com'],
  ['ann@1.example.com', 'ann@1.example.com'],
  [`ann@${'a'.repeat(63)}.com`, `ann@${'a'.repeat(63)}.com`],
  [`ann@${'a'.repeat(64)}.com`, null],
  [`ann@${'ü'.repeat(60)}.com`, null],
  [`ann@${'a.'.repeat(124)}co`, `ann@${'a.'.repeat(124)}co`], // 254 characters
  [`ann@${'a.'.repeat(124)}com`, null],
  ['ann@youbet.example/x', null],
  ['ann@ex%61mple.com', null],
  ['ann@example.com%2fx', null],
  ['ann@example.com?x', null],
  ['ann@example.com#x', null],
  ['ann@example.com:25', null],
  ['ann@example.com\\x', null],
  ['ann@℀.com', null], // a/c in compatibility form
  ['ann@user@example.com', null],
  ['ann@@example.com', null],
  ['ann@[127.0.0.1]', null],
  ['ann@[IPv6:::1]', null],
  ['ann@127.0.0.1', null],
  ['ann@0x7f.1', null],
  ['ann@2130706433', null],
  ['ann@example.123', null],
  ['ann@localhost', null],
  ['ann@', null],
  ['ann@.com', null],
  ['ann@example.', null],
  ['ann@example.com.', null],
  ['ann@example..com', null],
  ['ann@-example.com', null],
  ['ann@example-.com', null],
  ['ann@ab--cd.com', null],
  ['ann@exa_mple.com', null],
  ['ann@exam ple.com', null],
  ['ann@ex\u00adample.com', null],
  ['ann@exa\u200dmple.com', null],
  ['ann@ex\u202eample.com', null],
  ['ann@ex—ample.com', null],
  ['ann@💩.la', null],
  ['ann@xn--ls8h.la', null], // the same, encoded
  ['ann@xn--a.example', null], // encodes nothing
  ['ann@xn--zzzzzz.com', null],
  ['ann@xn--example-.com', null],
  ['ann@xn--.com', null],
  // Other things
  ['ann', null],
  ['@example.com', null],
  ['', null],
  ['+12025550123', null],
  ['ann@example.com, bob@example.com', null],
  ['ann@example.com;bob@example.com', null],
  ['Ann <ann@example.com>', null],
  ['mailto:ann@example.com', null],
  ['ann@example.com\r\nBcc: bob@example.com', null],
];

describe('normalise() of an e-mail address', () => {
  it.each(EMAILS)('turns %j into %j', (spelled, normal) => {
    if (normal === null) expect(() => normalise('email', spelled)).toThrow(refusal);
    else expect(normalise('email', spelled)).toBe(normal);
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
    ['\u202a+1 202-555-0123\u202c', '+12025550123'], // as contacts give it
    ['\u202d+12025550123\u202e', '+12025550123'],
    ['\u2066+1\u00a0202\u2011555\u20110123\u2069', '+12025550123'],
    ['\u200e+1\u200b202\u2060555\ufeff0123\u200f', '+12025550123'],
    ['+\u202a1\u202c2025550123', '+12025550123'],
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

it('normalise() leaves a normalised address as it is, for any input', () => {
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
  expect(key).toMatch(/^1\.[0-9a-f]{64}$/);
  expect(identityKey(vault, 'sms', 'ann@example.com')).not.toBe(key);
});
