import * as z from 'zod';
import { Instant } from './common.ts';
import { contract } from './contract.ts';

/** The periods for which a person may limit what they stake. */
export const STAKE_PERIODS = ['day', 'week', 'month'] as const;
const StakePeriodName = z.enum(STAKE_PERIODS).meta({ id: 'StakePeriod' });
export type StakePeriod = z.infer<typeof StakePeriodName>;

/** Units of a limit: 0 to 999999.99, at most two places. */
const LimitUnits = z
  .string()
  .regex(/^(0|[1-9]\d{0,5})(\.\d{1,2})?$/, 'a limit is a number of units with at most two places, such as 25 or 12.5')
  .meta({ description: 'Units, 0 to 999999.99 with at most two places.' });

const Units = z.string();

const StakeLimit = z.strictObject({
  period: StakePeriodName,
  limitUnits: Units.nullable().meta({ description: 'The limit that holds; null for none.' }),
  stakedUnits: Units.nullable().meta({
    description: 'The stakes of your picks of this period. Null while you have no limit at all.',
  }),
  leftUnits: Units.nullable().meta({ description: 'Null without a limit.' }),
  endsAt: Instant.nullable().meta({
    description: 'The end of the period. After a change of your time zone one period is longer.',
  }),
  raise: z
    .strictObject({
      toUnits: Units.nullable().meta({ description: 'Null for no limit.' }),
      confirmFrom: Instant,
      confirmUntil: Instant,
    })
    .nullable()
    .meta({ description: 'A higher limit that you have asked for. It holds once you confirm it.' }),
});

export const StakeLimitsView = z
  .strictObject({ timeZone: z.string(), limits: z.array(StakeLimit) })
  .meta({ id: 'StakeLimits', description: 'Your limits on what you stake in a day, a week from Monday on, and a month.' });
export type StakeLimitsView = z.infer<typeof StakeLimitsView>;

const shared = { tag: 'users', access: 'user', terms: 'any', gated: 'none', replies: { 200: StakeLimitsView } } as const;
const params = z.strictObject({
  period: StakePeriodName.meta({ description: 'By the calendar of your time zone; a week begins on Monday.' }),
});
const limits = [{ calls: 20, seconds: 86_400 }] as const;

export const GetStakeLimits = contract({
  ...shared,
  name: 'GetStakeLimits',
  method: 'GET',
  path: '/api/v1/users/me/stake-limits',
  summary: 'Your limits on stakes, and what is left of them.',
  errors: ['NOT_FOUND'],
});

export const SetStakeLimit = contract({
  ...shared,
  name: 'SetStakeLimit',
  method: 'PUT',
  path: '/api/v1/users/me/stake-limits/{period}',
  summary:
    'Limit what you stake. A first or a lower limit holds at once; a higher one, or none, waits a day and for your second yes.',
  params,
  body: z.strictObject({ units: LimitUnits.nullable().meta({ description: 'Null for no limit.' }) }),
  errors: ['NOT_FOUND', 'LIMIT_REACHED'],
  limits,
});

export const ConfirmStakeLimit = contract({
  ...shared,
  name: 'ConfirmStakeLimit',
  method: 'POST',
  path: '/api/v1/users/me/stake-limits/{period}/confirmation',
  summary: 'Confirm a higher limit a day after you asked for it, and within the week that follows.',
  params,
  errors: ['NOT_FOUND', 'CONFLICT', 'LIMIT_REACHED'],
  limits,
});
