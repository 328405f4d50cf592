import { AsyncLocalStorage } from 'node:async_hooks';

const calls = new AsyncLocalStorage<{ replayed: boolean }>();

/** Runs a call, and tells if it replayed the result of an earlier one. */
export async function notingReplay<T>(act: () => Promise<T>): Promise<{ readonly result: T; readonly replayed: boolean }> {
  const call = { replayed: false };
  const result = await calls.run(call, act);
  return { result, replayed: call.replayed };
}

/** Notes that the call which is going on replays an earlier one. Outside of a call it does nothing. */
export function noteReplay(): void {
  const call = calls.getStore();
  if (call) call.replayed = true;
}
