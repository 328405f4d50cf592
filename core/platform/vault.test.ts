import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secretsOf, vaultOf } from './vault.ts';

const vault = vaultOf('a secret of the deployment, long enough');
const other = vaultOf('a secret of another deployment, as long');

describe('sealed text', () => {
  it('opens for the same purpose and owner', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, about) => {
        expect(vault.open('address', vault.seal('address', text, about), about)).toBe(text);
      }),
    );
  });
  it('does not open for another purpose, owner or secret', () => {
    const sealed = vault.seal('address', 'ann@example.com', 'ann');
    expect(() => vault.open('address', sealed, 'bob')).toThrow();
    expect(() => vault.open('message', sealed, 'ann')).toThrow();
    expect(() => other.open('address', sealed, 'ann')).toThrow();
    expect(() => vault.open('address', sealed.slice(0, 20), 'ann')).toThrow();
  });
  it('differs each time', () => {
    expect(vault.seal('address', 'ann@example.com', 'ann')).not.toBe(vault.seal('address', 'ann@example.com', 'ann'));
  });
});

it('mac() is the same for the same text, purpose and secret', () => {
  expect(vault.mac('code', '123456', 1)).toEqual(vault.mac('code', '123456', 1));
  expect(vault.mac('code', '123456', 1)).not.toEqual(vault.mac('identity', '123456', 1));
  expect(vault.mac('code', '123456', 1)).not.toEqual(other.mac('code', '123456', 1));
});

describe('a further secret', () => {
  const first = 'the first secret of a deployment, long enough';
  const second = 'the second secret of a deployment, long enough';
  const before = vaultOf(first);
  const added = vaultOf(secretsOf(JSON.stringify({ 1: first, 2: second, newest: 1 })));
  const after = vaultOf(secretsOf(JSON.stringify({ 1: first, 2: second })));

  it('opens what the first one has sealed, and what is sealed names its secret', () => {
    const sealed = before.seal('address', 'ann@example.com', 'ann');
    expect(sealed).toMatch(/^1\.[\w-]+$/);
    expect(after.open('address', sealed, 'ann')).toBe('ann@example.com');
    expect(after.seal('address', 'ann@example.com', 'ann')).toMatch(/^2\.[\w-]+$/);
    expect(() => after.open('address', sealed.replace('1.', '2.'), 'ann')).toThrow();
    expect(() => after.open('address', sealed.replace('1.', '3.'), 'ann')).toThrow('no secret 3');
  });
  it('is known to every process before the first text is sealed with it', () => {
    expect(added.seal('address', 'x', 'ann')).toMatch(/^1\./);
    expect(added.open('address', after.seal('address', 'x', 'ann'), 'ann')).toBe('x');
    expect(() => before.open('address', after.seal('address', 'x', 'ann'), 'ann')).toThrow();
  });
  it('leaves the one that addresses are looked up with', () => {
    expect([before.oldest, after.oldest, after.newest]).toEqual([1, 1, 2]);
    expect(after.mac('identity', 'ann', after.oldest)).toEqual(before.mac('identity', 'ann', 1));
    expect(after.mac('identity', 'ann', 2)).not.toEqual(after.mac('identity', 'ann', 1));
  });
  it.each(['', 'short', '{}', '{"1":"short"}', JSON.stringify({ 1: first, newest: 2 }), JSON.stringify({ one: first }), '{'])(
    'is refused as %j',
    (text) => {
      expect(() => secretsOf(text)).toThrow();
    },
  );
});
