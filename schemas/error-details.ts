import * as z from 'zod';

const told = <S extends z.ZodType>(schema: S, description: string) => schema.optional().meta({ description });
const text = (description: string) => told(z.string(), description);
const when = (description: string) => told(z.iso.datetime({ precision: 3 }).nullable(), description);

/**
 * Details of a refusal, as a client reads them. A refusal names nothing else (core/errors.ts). Clients take them as open: new names come without a
 * new version.
 */
export const FailureDetails = z
  .looseObject({
    field: text('The bad input, such as `legs.0.line`; the first of `fields`.'),
    fields: told(
      z.array(z.strictObject({ field: z.string(), message: z.string() })),
      'All bad inputs, at most 20, each with what is wrong, to show at its field.',
    ),
    retryAfter: told(z.number(), 'Seconds after which a call may succeed.'),
    guessesLeft: told(z.int(), 'Of `CODE_WRONG`: the guesses that the code takes yet.'),
    revision: told(z.int(), 'Of `CONFLICT`: the newest revision of the thing.'),
    state: text('Of `CONFLICT`: the state of the thing, which does not allow this.'),
    action: told(z.string().nullable(), 'Of `CONFLICT`: the decision of a case that was decided before.'),
    startsAt: when('Of `CONFLICT`: the start of the event now.'),
    from: when('Of `CONFLICT`: the time from which on a higher limit can be confirmed.'),
    text: text('Of `CONFLICT`: the version of the text that stands.'),
    scope: text('Of `BANNED`: the part that is banned, `all`, `posting` or `messaging`.'),
    endsAt: when('The end of a ban, of a break or of the period of a limit. Null for a ban without one.'),
    appealToken: text('Of `BANNED` at a sign-in: proves who you are to `POST /users/me/appeals`.'),
    erasesAt: when('Of `ACCOUNT_DELETING`: the time from which on everything is erased.'),
    cancelToken: text('Of `ACCOUNT_DELETING`: keeps the account, by `POST /auth/deletion/cancel`.'),
    terms: text('Of `TERMS_REQUIRED`: the version of the terms of use that stands.'),
    privacy: text('Of `TERMS_REQUIRED`: the version of the privacy text that stands.'),
    minimumAge: told(z.int(), 'Of `AGE_VERIFICATION_REQUIRED` and `OFFER_NOT_AVAILABLE`: the least age.'),
    reason: text('Of `REGION_NOT_AVAILABLE` and `OFFER_NOT_AVAILABLE`: a word for the cause.'),
    period: text('Of `STAKE_LIMIT_REACHED`: the period of the limit, `day`, `week` or `month`.'),
    limitUnits: text('Of `STAKE_LIMIT_REACHED`: the limit.'),
    leftUnits: text('Of `STAKE_LIMIT_REACHED`: units that are left in the period.'),
    role: text('Of `ROLE_REQUIRED`: the least role in the group.'),
    until: when('Of `EDIT_WINDOW_CLOSED`: the time at which the window closed.'),
    requestId: text('Of `INTERNAL`: names the call, to tell us.'),
  })
  .meta({ id: 'ErrorDetails' });
