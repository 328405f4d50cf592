import * as z from 'zod';

/** Details of a refusal, as a client reads them. The names that belong to one code alone are open. */
export const FailureDetails = z
  .looseObject({
    field: z.string().optional().meta({ description: 'The bad input, such as `legs.0.line`; the first of `fields`.' }),
    fields: z
      .array(z.strictObject({ field: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'All bad inputs, at most 20.' }),
    retryAfter: z.number().optional().meta({ description: 'Seconds after which a call may succeed.' }),
  })
  .meta({ id: 'ErrorDetails' });
