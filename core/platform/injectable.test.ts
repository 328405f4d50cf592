import { expect, it, vi } from 'vitest';
import { injectable } from './injectable.ts';

it('injectable() makes the instance once, at the first call', () => {
  const make = vi.fn(() => ({}));
  const client = injectable(make);
  expect(make).not.toHaveBeenCalled();
  expect(client()).toBe(client());
  expect(make).toHaveBeenCalledTimes(1);
});

it('injectable() returns the injected instance, and makes a new one after inject(undefined)', () => {
  const client = injectable(() => ({ from: 'environment' }));
  client.inject({ from: 'test' });
  expect(client()).toEqual({ from: 'test' });
  client.inject(undefined);
  expect(client()).toEqual({ from: 'environment' });
});

it('injectable() tries again after make() has failed', () => {
  const make = vi
    .fn(() => ({}))
    .mockImplementationOnce(() => {
      throw new Error('environment variable TABLE_NAME is missing');
    });
  const client = injectable(make);
  expect(client).toThrow('TABLE_NAME');
  expect(client()).toEqual({});
});
