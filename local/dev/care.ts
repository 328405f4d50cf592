import { Exclude } from '../../schemas/exclusions.ts';
import { SetStakeLimit } from '../../schemas/stake-limits.ts';
import type { connect } from '../client/client.ts';
import type { Person } from '../client/people.ts';

/** Has the last but one of the people of a new stack limit their stakes, and the last one exclude themselves. Neither plays the day. */
export async function takeCare({ call }: Pick<ReturnType<typeof connect>, 'call'>, people: readonly Person[]): Promise<void> {
  const [limited, excluded] = people.slice(-2);
  if (limited) await call(SetStakeLimit, { as: limited, params: { period: 'week' }, body: { units: '20' } });
  if (excluded) await call(Exclude, { as: excluded, body: { term: '6_months' } });
}
