import type * as z from 'zod';
import type { User } from '#actor';
import { type EventFacts, findEvents, unlockedPart } from '#core/events';
import { sightOn } from '#core/graph';
import { PRICE_POLICY_VERSION } from '#core/prices';
import { stakeText } from '#core/stakes';
import { transact } from '#data/transaction';
import { DomainError, invalid } from '#errors';
import type { EventId, PickId } from '#schemas/common';
import { canonicalSelection } from '#schemas/markets';
import { pickProblem } from '#schemas/pick-terms';
import type { PickView } from '#schemas/pick-views';
import { type EditPick, MOST_REVISIONS } from '#schemas/picks';
import type { League } from '#schemas/sports';
import { analysisPart } from './analysis.store.ts';
import { keptAnalysis } from './analysis-rules.ts';
import { assertOffered } from './assert-offered.ts';
import { stakeChangePart, stakesNow } from './count-stakes.ts';
import { type EventsById, type PricesOf, pricedLeg, pricesNamed } from './new-pick.ts';
import { questionOf } from './opinion.ts';
import { eventsOf, pickById, revisedPart, type StoredLeg, type StoredPick, withdrawnPart } from './pick.store.ts';
import { assertPayable, assertTakesPicks, type LegSelection, lineOf, pickLocked, stakeOf } from './pick-rules.ts';
import { pickToGrade } from './pick-to-grade.ts';
import { noSuchPick, showPick } from './show-pick.ts';
import { pricesToStore } from './teaser-prices.ts';
import { assertMayWrite } from './words-rules.ts';

type Changes = z.output<typeof EditPick.body>;

/**
 * Appends a revision to the actor's own pick before the first of its events starts. Events and markets stay.
 * @throws NOT_FOUND, FORBIDDEN, BANNED for new words of somebody who is banned from posting, PICK_LOCKED, INVALID_INPUT, CONFLICT with the
 * newer `revision`, LIMIT_REACHED after 50 revisions, STAKE_LIMIT_REACHED for a stake over the actor's limit, or a higher one of an earlier period
 */
export async function editPick(actor: User, pickId: PickId, changes: Changes, now: Date): Promise<PickView> {
  assertMayWrite(actor, changes, now);
  const pick = await ownPick(actor, pickId, now);
  const [events, stakes, prices] = await Promise.all([
    eventsOfPick(pick),
    changesStake(changes) ? stakesNow(actor, now) : null,
    acceptsAnew(changes) ? pricesNamed(pick, now, leaguesOf(pick)) : null,
  ]);
  if (pick.withdrawnAt !== undefined) throw new DomainError('CONFLICT', 'This pick was withdrawn.', { revision: pick.revision });
  assertTakesPicks(events.values(), now);
  if (pick.revision !== changes.revision) throw stale(pick.revision);
  if (pick.revision >= MOST_REVISIONS) throw new DomainError('LIMIT_REACHED', `A pick has at most ${MOST_REVISIONS} revisions.`);
  const revised = revise(pick, changes, { events, prices }, now);
  await assertOffered(changedLegs(changes, revised));
  const refused = await transact({
    lock: unlockedPart(eventsOf(pick), pick.placedAt, now),
    pick: revisedPart(revised),
    analysis: analysisPart(pickId, revised.revision, changes.analysis),
    stakes: stakeChangePart(stakes, pick, revised),
  });
  if (refused.has('lock')) throw pickLocked();
  if (refused.has('pick')) throw stale((await pickById(pickId))?.revision ?? pick.revision);
  if (refused.has('stakes')) return editPick(actor, pickId, changes, now);
  return showPick(actor, revised, now);
}

/**
 * Withdraws the actor's own pick before the first of its events starts, however many revisions it has. The pick stays to be seen. A second
 * call changes nothing. To somebody who limits their stakes it gives back what it staked, in the periods in which it was placed.
 * @throws NOT_FOUND, FORBIDDEN, PICK_LOCKED
 */
export async function withdrawPick(actor: User, pickId: PickId, now: Date): Promise<PickView> {
  const pick = await ownPick(actor, pickId, now);
  const [events, stakes] = await Promise.all([eventsOfPick(pick), stakesNow(actor, now)]);
  if (pick.withdrawnAt !== undefined) return showPick(actor, pick, now);
  assertTakesPicks(events.values(), now);
  const withdrawnAt = now.toISOString();
  const refused = await transact({
    lock: unlockedPart(eventsOf(pick), pick.placedAt, now),
    pick: withdrawnPart(pickId, withdrawnAt),
    stakes: stakeChangePart(stakes, pick, { ...pick, withdrawnAt }),
  });
  if (refused.has('lock')) throw pickLocked();
  return refused.size > 0 ? withdrawPick(actor, pickId, now) : showPick(actor, { ...pick, withdrawnAt }, now);
}

async function ownPick(actor: User, pickId: PickId, now: Date): Promise<StoredPick> {
  const pick = await pickById(pickId);
  if (!pick) throw noSuchPick();
  if (pick.authorId !== actor.userId) {
    if ((await sightOn(actor, pick.authorId, now)) !== 'all') throw noSuchPick();
    throw new DomainError('FORBIDDEN', 'This is the pick of somebody else.');
  }
  // A leg of a ticket can be decided before any start. A change afterwards would use that knowledge.
  if (pick.outcome !== undefined && pick.withdrawnAt === undefined) throw pickLocked();
  return pick;
}

async function eventsOfPick(pick: StoredPick): Promise<EventsById> {
  const events = await findEvents(eventsOf(pick), { consistent: true });
  if (events.size < eventsOf(pick).length) throw new Error(`pick ${pick.pickId} on an event that is not there`);
  return events;
}

const leaguesOf = ({ legs }: StoredPick): League[] => [...new Set(legs.map(({ league }) => league as League))];

/** True when a change may change what the pick stakes over all its combinations. */
const changesStake = ({ stakeUnits, size }: Changes): boolean => stakeUnits !== undefined || size !== undefined;

/** True when a change accepts the pick anew, at the prices of now. New words about it accept nothing. */
const acceptsAnew = ({ revision: _, analysis: __, ...terms }: Changes): boolean =>
  Object.values(terms).some((term) => term !== undefined);

/** @param prices the prices of now; null where the pick is not accepted anew */
function revise(
  pick: StoredPick,
  changes: Changes,
  { events, prices }: { readonly events: EventsById; readonly prices: PricesOf | null },
  now: Date,
): StoredPick {
  for (const { leg } of changes.legs ?? []) if (leg >= pick.legs.length) throw invalid('legs', `This pick has no leg ${leg}.`);
  const { stakeUnits, size, odds, teaserPrices } = changes;
  const text = (change: string | null | undefined, now: string | undefined) =>
    change === undefined ? now : (change ?? undefined);
  const book = text(changes.book, pick.book);
  const legs = prices
    ? pick.legs.map((leg, i) => pricedLeg(reviseLeg(pick, leg, i, changes, events), book, prices, now))
    : pick.legs;
  const at = now.toISOString();
  const revised: StoredPick = {
    ...pick,
    revision: pick.revision + 1,
    revisedAt: at,
    legs,
    ...(prices && { pricedAt: at, pricePolicy: PRICE_POLICY_VERSION }),
    stake: stakeUnits === undefined ? pick.stake : stakeOf(stakeUnits),
    size: size ?? pick.size,
    odds: odds ?? pick.odds,
    teaserPrices: teaserPrices ? pricesToStore(teaserPrices) : pick.teaserPrices,
    book,
    ...(changes.analysis !== undefined && keptAnalysis(changes.analysis, pick.revision + 1)),
  };
  const terms = pickToGrade(revised);
  const [path, message] =
    pickProblem({
      ...revised,
      teaserPrices: terms.teaserPrices,
      stakeUnits: stakeText(revised.stake),
    }) ?? [];
  if (path) throw invalid(path.join('.'), message ?? '');
  assertPayable(terms);
  return revised;
}

/** The legs whose selection, opponents or line a change states anew. */
const changedLegs = ({ legs = [] }: Changes, pick: StoredPick) =>
  legs
    .filter(({ selection, opponents, line }) => [selection, opponents, line].some((change) => change !== undefined))
    .map(({ leg }) => [leg, pick.legs[leg] as StoredLeg & LegSelection & { readonly eventId: EventId }] as const);

/** The leg with its changes, accepted under the start that is in force now. */
function reviseLeg(pick: StoredPick, leg: StoredLeg, i: number, changes: Changes, events: EventsById): StoredLeg {
  const change = changes.legs?.find((one) => one.leg === i);
  const { selection = leg.selection, opponents = leg.opponents, line = leg.line, odds = leg.odds } = change ?? {};
  const event = events.get(leg.eventId as EventId) as EventFacts;
  const terms = { ...leg, selection, opponents, line } as StoredLeg & LegSelection;
  const kept = lineOf(event.league, terms, i, pick.kind);
  if (questionOf(terms) !== questionOf(leg))
    throw invalid(`legs.${i}.selection`, 'A pick keeps the competitors that it is about.');
  return {
    ...terms,
    selection: canonicalSelection(terms.market, selection),
    line: kept,
    odds,
    acceptedStart: event.startsAt,
  };
}

const stale = (revision: number) =>
  new DomainError('CONFLICT', `This pick is at revision ${revision} now.`, { field: 'revision', revision });
