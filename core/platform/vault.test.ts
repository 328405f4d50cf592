import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vaultOf } from './vault.ts';

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
  expect(vault.mac('code', '123456')).toEqual(vault.mac('code', '123456'));
  expect(vault.mac('code', '123456')).not.toEqual(vault.mac('identity', '123456'));
  expect(vault.mac('code', '123456')).not.toEqual(other.mac('code', '123456'));
});
