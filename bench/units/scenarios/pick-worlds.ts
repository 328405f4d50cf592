import { pickById, type StoredPick } from '#core/picks';
import { newId } from '#platform/ids';
import { ReviewPick } from '#schemas/admin';
import type { UserId } from '#schemas/common';
import { PlacePick } from '#schemas/picks';
import { http } from '../doors.ts';
import { at, NOW } from '../fixed.ts';
import { bettor, finished, game, games, later, placed, settled, ticket } from '../world.ts';
import { plainPicks } from './rows.ts';

/** Worlds in which picks stand. */

/** A pick of a game that is over; the clock stands after the end. */
export async function graded(legs = 1) {
  const as = await bettor();
  const on = await games(legs);
  const pick = await placed(as, on, legs === 1 ? {} : { odds: undefined });
  for (const one of on) at(await finished(one));
  at(later(24 * 60));
  return { as, pick };
}

export const OF_A_PLAYER = {
  market: 'player_total' as const,
  selection: 'over',
  line: '88.5',
  subject: 'Cooper Kupp',
  stat: 'reception_yards',
};

/** A pick on a player whom the result does not name, so that it waits for an admin; and an admin. */
export async function ungraded() {
  const [author, as] = [await bettor(), await bettor('admin', { role: 'admin' })];
  const one = await game(['main', 'alternate', 'players']);
  const { id } = await http(PlacePick, { as: author, body: ticket([one], OF_A_PLAYER) });
  const pick = (await pickById(id)) as StoredPick;
  at(await finished(one));
  await settled(pick);
  return { as, pick };
}
export const review = ({ as, pick }: Awaited<ReturnType<typeof ungraded>>) =>
  http(ReviewPick, { as, params: { pickId: pick.pickId }, body: { result: 'win', reason: 'Looked at it.' } });

/** A message for a page of fifty picks on one game, of fifty authors. @param started whether the game has started */
export async function fullPage() {
  const one = await game(['main', 'alternate', 'players']);
  const shard = 3;
  const picks = await plainPicks(400, one.eventId, () => ({ authorId: newId<UserId>(NOW) }));
  if (picks.length < 400) throw new Error('too few picks');
  return { ...one, message: { eventId: one.eventId, shard } };
}
