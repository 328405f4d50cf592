import middy from '@middy/core';
import * as z from 'zod';
import { type System, system } from '#actor';
import { note, observe } from './observe.ts';

type JobOutcome = Readonly<Record<string, string | number | boolean | null>>;

/**
 * The door of a job: a schedule or an operator invokes it with JSON. Its outcome is noted in the wide log line and returned to the operator.
 * @param schema the input. A schedule's target sets it, so that the schedule's own event is not read
 */
export const job = <S extends z.ZodType>(
  name: string,
  schema: S,
  run: (actor: System, input: z.output<S>, now: Date) => Promise<JobOutcome>,
) =>
  middy<unknown, JobOutcome>()
    .use(observe(name))
    .handler(async (input) => {
      const outcome = await run(system(name), schema.parse(input ?? {}), new Date());
      note(outcome);
      return outcome;
    });

/** The schema of a job without input. */
export const NoInput = z.strictObject({});
