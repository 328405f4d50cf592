import { world } from '../scenario.ts';
import { bettor, visited } from '../world.ts';
import { settledPicks } from './rows.ts';

async function bettorWith(count: number) {
  const as = await bettor('ann');
  await settledPicks(as.userId, count);
  await visited();
  return as;
}

/** A bettor with so many settled picks, of the handle `ann`. */
export const known = world('a bettor', bettorWith);
/** The same with 500, five a day for a hundred days. */
export const inHundreds = world('a bettor of a hundred days', () => bettorWith(500));
