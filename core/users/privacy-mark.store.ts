import { type Part, part } from '#data/transaction';
import { privacyMarkEntity } from './privacy-mark.entity.ts';

const name = 'privacy';

/** The newest instant at which an account became private, in epoch milliseconds; 0 for never. Consistent; 1 RRU. */
export async function newestPrivacy(): Promise<number> {
  const { data } = await privacyMarkEntity().get({ name }).go({ consistent: true });
  return data?.at ?? 0;
}

/** Notes that an account becomes private now. */
export const privacyMarkPart = (now: Date): Part =>
  part({ mark: privacyMarkEntity() }, ({ mark }) => [mark.put({ name, at: now.getTime() }).commit()]);
