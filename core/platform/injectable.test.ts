import { expect, it, vi } from 'vitest';
import { injectable } from './injectable.ts';

it('makes the instance once, at the first call', () => {
  const make = vi.fn(() => ({}));
  const client = injectable(make);
  expect(make).not.toHaveBeenCalled();
  expect(client()).toBe(client());
  expect(make).toHaveBeenCalledTimes(1);
});

it('gives what was injected, and makes its own again when that is taken away', () => {
  const client = injectable(() => ({ from: 'environment' }));
  client.inject({ from: 'test' });
  expect(client()).toEqual({ from: 'test' });
  client.inject(undefined);
  expect(client()).toEqual({ from: 'environment' });
});

it('tries again when the instance could not be made', () => {
  const make = vi
    .fn(() => ({}))
    .mockImplementationOnce(() => {
      throw new Error('environment variable TABLE_NAME is missing');
    });
  const client = injectable(make);
  expect(client).toThrow('TABLE_NAME');
  expect(client()).toEqual({});
});
