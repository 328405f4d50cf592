import { AsyncLocalStorage } from 'node:async_hooks';
import type { LimitState } from './limit-rules.ts';

const calls = new AsyncLocalStorage<LimitState[]>();

/** Runs a call, and collects in `states` the limits of accepted calls that it meets, also of a call that throws. */
export const hearingLimits = <T>(states: LimitState[], act: () => Promise<T>): Promise<T> => calls.run(states, act);

/** Notes the states of limits that count accepted calls, for the headers of the reply. Outside of a call it does nothing. */
export const noteLimits = (states: readonly LimitState[]): void => {
  calls.getStore()?.push(...states);
};
