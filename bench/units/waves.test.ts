import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Waves } from './waves.ts';

it('calls at the same time are one wave, and calls that wait for an answer are the next one', async () => {
  const waves = new Waves();
  const seen: number[] = [];
  const call = () => waves.hold(async () => void seen.push(waves.depth));
  await Promise.all([call(), call().then(call), Promise.all([call(), call()])]);
  expect(seen).toEqual([1, 1, 1, 1, 2]);
  await call();
  expect(waves.depth).toBe(3);
});

it('a call that begins some turns of the event loop later is in the same wave', async () => {
  const waves = new Waves();
  const later = async () => {
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    await waves.hold(async () => {});
  };
  await Promise.all([waves.hold(async () => {}), later()]);
  expect(waves.depth).toBe(1);
});

it('slow and fast calls of a wave are answered at the same moment', async () => {
  const waves = new Waves();
  const order: string[] = [];
  const chain = async (name: string, ms: number) => {
    await waves.hold(() => sleep(ms));
    await waves.hold(async () => void order.push(`${name} at ${waves.depth}`));
  };
  await Promise.all([chain('slow', 20), chain('fast', 0)]);
  expect(order).toEqual(['slow at 2', 'fast at 2']);
  expect(waves.depth).toBe(2);
});

it('a call that fails rejects for its caller alone', async () => {
  const waves = new Waves();
  const failing = waves.hold(() => Promise.reject(new Error('refused')));
  const [failed, done] = await Promise.allSettled([failing, waves.hold(async () => 'done')]);
  expect(failed).toMatchObject({ status: 'rejected', reason: new Error('refused') });
  expect(done).toEqual({ status: 'fulfilled', value: 'done' });
});
