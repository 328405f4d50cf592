import { createStore } from './store.ts';

/** A message of the socket, with the instant at which it came. */
export interface Frame {
  readonly type: string;
  readonly at: string;
  readonly number: number;
  readonly value: unknown;
}

/** The newest frames, the newest first. */
export const frames = createStore<readonly Frame[]>([]);
export const MOST_FRAMES = 200;
let count = 0;

/** Keeps a message that came over the socket. */
export function keepFrame(value: { readonly type: string }): void {
  const frame = { type: value.type, at: new Date().toISOString(), number: ++count, value };
  frames.set([frame, ...frames.value].slice(0, MOST_FRAMES));
}
