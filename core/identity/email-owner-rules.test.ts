import { expect, it } from 'vitest';
import { isOwnedBy } from './email-owner-rules.ts';

it.each([
  ['google', 'ann@gmail.com', undefined, true],
  ['google', 'ann@googlemail.com', undefined, true],
  ['google', 'ann@example.com', 'example.com', true],
  ['google', 'ann@example.com', 'EXAMPLE.com', true],
  ['google', 'ann@example.com', undefined, false],
  ['google', 'ann@example.com', 'other.example', false],
  ['google', 'ann@sub.example.com', 'example.com', false],
  ['google', 'ann@notgmail.com', undefined, false],
  ['google', 'ann@gmail.com.example', undefined, false],
  ['google', 'gmail.com@example.com', undefined, false],
  ['google', 'ann@icloud.com', undefined, false],
  ['apple', 'ann@icloud.com', undefined, true],
  ['apple', 'ann@me.com', undefined, true],
  ['apple', 'ann@mac.com', undefined, true],
  ['apple', 'x7y@privaterelay.appleid.com', undefined, true],
  ['apple', 'ann@gmail.com', undefined, false],
  ['apple', 'ann@example.com', 'example.com', false],
] as const)('%s owns %s (hd %s): %s', (provider, address, hostedDomain, owned) => {
  expect(isOwnedBy(provider, address, hostedDomain)).toBe(owned);
});
