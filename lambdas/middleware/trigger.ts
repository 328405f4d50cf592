import middy from '@middy/core';
import { observe } from './observe.ts';

/**
 * The door of a Cognito trigger. It returns the event with our response in it. An error refuses the sign-in. Cognito invokes the trigger
 * again when the answer takes longer than 5 s.
 */
export const trigger = <E extends { response: object }>(
  door: string,
  respond: (event: E, now: Date) => Promise<E['response']> | E['response'],
) =>
  middy<E, E>()
    .use(observe(door))
    .handler(async (event) => ({ ...event, response: await respond(event, new Date()) }));
