import middy from '@middy/core';
import { observe } from './observe.ts';

/**
 * A Cognito trigger: the event goes back with our response in it. What is thrown refuses the sign-in; Cognito asks again when we take
 * longer than 5 s.
 */
export const trigger = <E extends { response: object }>(
  door: string,
  respond: (event: E, now: Date) => Promise<E['response']> | E['response'],
) =>
  middy<E, E>()
    .use(observe(door))
    .handler(async (event) => ({ ...event, response: await respond(event, new Date()) }));
