import * as z from 'zod';
import { PickId } from './common.ts';
import { contract } from './contract.ts';
import { MOST_LEGS } from './pick-terms.ts';
import { PickReview } from './picks.ts';

const DECIDED = ['win', 'loss', 'push', 'void', 'half_win', 'half_loss', 'dead_heat'] as const;

export const ReviewPick = contract({
  name: 'ReviewPick',
  method: 'POST',
  path: '/api/v1/admin/picks/{pickId}/review',
  tag: 'admin',
  summary: 'Decide a leg, or a whole ticket, that no rule could read; or correct a final pick, which takes two admins.',
  access: 'admin',
  params: z.strictObject({ pickId: PickId }),
  body: z
    .strictObject({
      leg: z
        .int()
        .min(0)
        .max(MOST_LEGS - 1)
        .optional()
        .meta({
          description:
            'Which leg, from 0. Without it a single is meant, or the whole of a ticket: won at its price, lost, or returned.',
        }),
      result: z.enum(DECIDED),
      deadHeat: z
        .strictObject({ tied: z.int().min(2).max(1000), places: z.int().min(1).max(999) })
        .refine(({ tied, places }) => places < tied, { path: ['places'], message: 'fewer places than are tied for them' })
        .optional()
        .meta({ description: 'How many tied for how many places; with `dead_heat` and no other result.' }),
      reason: z.string().trim().min(3).max(500).meta({ description: 'Anyone who reads the pick can read it.' }),
    })
    .refine(({ result, deadHeat }) => (result === 'dead_heat') === (deadHeat !== undefined), {
      path: ['deadHeat'],
      message: 'goes with the result dead_heat, and that with it',
    }),
  status: 202,
  reply: z
    .strictObject({
      pickId: PickId,
      outcome: z.enum(['recorded', 'waiting', 'confirmed', 'unchanged']).meta({
        description:
          '`recorded`: it is being graded. `waiting`: the pick is final, another admin has to say the same. `confirmed`: you were the other one. `unchanged`: you have said so before.',
      }),
      review: PickReview,
    })
    .meta({ id: 'ReviewPickReply' }),
  errors: ['FORBIDDEN', 'NOT_FOUND', 'CONFLICT'],
});
