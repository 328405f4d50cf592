import middy from '@middy/core';
import * as z from 'zod';
import { type System, system } from '#actor';
import { note, observe } from './observe.ts';

type Outcome = Readonly<Record<string, string | number | boolean | null>>;

/**
 * A function that a schedule or an operator invokes with JSON. What it returns is noted in the wide line and is the operator's answer.
 * @param schema what it takes; a schedule's own event is not read: its target says its input
 */
export const job = <S extends z.ZodType>(
  name: string,
  schema: S,
  run: (actor: System, input: z.output<S>, now: Date) => Promise<Outcome>,
) =>
  middy<unknown, Outcome>()
    .use(observe(name))
    .handler(async (input) => {
      const outcome = await run(system(name), schema.parse(input ?? {}), new Date());
      note(outcome);
      return outcome;
    });

/** For a job that takes nothing. */
export const NoInput = z.strictObject({});
