import type { Actor } from '#actor';
import { changeOf, commitChange, type StoredEvent, settleClaim, sourceOf } from '#core/events';
import { addPoll, latestPolls, type Poll } from '#core/prices';
import { commitClaim, heardOf } from '#core/results';
import { running } from '#platform/clock';
import { log } from '#platform/log';
import type { EventId } from '#schemas/common';
import type { League } from '#schemas/sports';
import { isDue } from './cadence-rules.ts';
import { knownEvents, matchGames, NOT_ASKED } from './match-games.ts';
import type { OddsProvider, ProviderGame, ProviderReply } from './odds-provider.ts';
import { pollOf } from './poll-rules.ts';
import { reportReply } from './report-reply.ts';
import { isGone, isOpen, POLLS_TO_READ, type Sighting, wantedOf } from './sighting-rules.ts';

/** What is asked of a provider for one league, and what is made of each game of its reply. */
export interface Errand<Item extends ProviderGame> {
  readonly kind: 'odds' | 'scores';
  ask(provider: OddsProvider, league: League): Promise<ProviderReply<Item>>;
  sighting(item: Item): Sighting;
  /** Whether a game that we do not know becomes an event. */
  takesNew(item: Item, at: Date): boolean;
  /** What else is kept of the games that were shown. @returns how much was new */
  keep?(shown: ReadonlyMap<EventId, Item>, at: Date): Promise<number>;
}

/** How many leagues were polled, events made, events changed, price sheets kept, items set aside, and what failed. */
export interface PollOutcome {
  readonly polled: number;
  readonly created: number;
  readonly changed: number;
  readonly kept: number;
  readonly setAside: number;
  readonly failed: number;
}

/**
 * One league's turn: load, ask the provider if it is time, decide for each event, commit what is new, and note the poll last, so that a run
 * that ends in the middle is simply followed by another. What is decided here was read before the provider was asked, and is written on
 * condition that it still stands: an older reply never undoes a newer one. An event that is as it was costs no write.
 * @throws ProviderError when the provider does not answer, after what the clock alone decides has been decided
 */
export async function pollLeague<Item extends ProviderGame>(
  actor: Actor,
  errand: Errand<Item>,
  { league, force, provider }: { league: League; force: boolean; provider: OddsProvider },
  now: Date,
): Promise<PollOutcome> {
  const clock = running(now);
  const { kind } = errand;
  const [known, odds, scores] = await Promise.all([
    knownEvents(league, now),
    latestPolls(league, 'odds', POLLS_TO_READ, now),
    latestPolls(league, 'scores', POLLS_TO_READ, now),
  ]);
  const polls = { odds, scores };
  const due = force || isDue(kind, known, polls[kind][0]?.at, now);
  const [answer] = await Promise.allSettled([due ? errand.ask(provider, league) : null]);
  const reply = answer.status === 'fulfilled' ? answer.value : null;
  if (reply) reportReply(league, kind, reply);
  const at = clock();
  const takesNew = (item: Item) => errand.takesNew(item, at);
  const shown = reply ? await matchGames(provider.name, league, { items: reply.items, known, takesNew }, at) : NOT_ASKED;
  const poll = reply && pollOf(reply, known.filter(isOpen), shown.items, at);
  if (poll) polls[kind] = [poll, ...polls[kind]];

  const sightings = new Map([...shown.items].map(([eventId, item]) => [eventId, errand.sighting(item)]));
  const scoresKnown = kind === 'scores' && poll?.whole === true;
  const done = await decideAll(actor, [...known, ...shown.others], { sightings, polls, scoresKnown, league }, clock);
  if (answer.status === 'rejected') throw answer.reason;
  const kept = (await errand.keep?.(shown.items, at)) ?? 0;
  if (reply && poll && done.failed === 0) await addPoll(league, kind, poll, reply);
  return { polled: reply ? 1 : 0, created: shown.created, ...done, kept, setAside: reply?.setAside.length ?? 0 };
}

interface Seen {
  readonly sightings: ReadonlyMap<EventId, Sighting>;
  /** Newest first. */
  readonly polls: Readonly<Record<'odds' | 'scores', readonly Poll[]>>;
  readonly scoresKnown: boolean;
  readonly league: League;
}

/** Decides and commits for each event that is open or was shown. One that cannot be written does not hold up the others. */
async function decideAll(
  actor: Actor,
  events: readonly StoredEvent[],
  { sightings, polls, scoresKnown, league }: Seen,
  clock: () => Date,
) {
  const concerned = events.filter((event) => isOpen(event) || sightings.has(event.eventId));
  const changes = await Promise.allSettled(
    concerned.map(async (event) => {
      const now = clock();
      const gone = isGone(event, polls.odds, polls.scores);
      const seen = sightings.get(event.eventId) ?? null;
      if (event.pinned) return hear(actor, event, seen, now);
      const change = changeOf(event, wantedOf(event, seen, { gone, scoresKnown }, now), now);
      return change !== null && (await commitChange(event, change, sourceOf(actor), now));
    }),
  );
  const failures = changes.filter((change) => change.status === 'rejected');
  for (const { reason } of failures) log.error('ingest: an event was not written', { error: reason as Error, league });
  return { changed: changes.filter((change) => change.status === 'fulfilled' && change.value).length, failed: failures.length };
}

/** What a provider says of an event that an admin has decided is kept where it says otherwise, and changes nothing else. */
async function hear(actor: Actor, event: StoredEvent, seen: Sighting | null, now: Date): Promise<boolean> {
  const heard = heardOf(event, seen);
  if (!heard || !seen?.score) return false;
  if (heard.what === 'agrees') return settleClaim(event, heard.claim);
  return commitClaim(event, { ...heard, score: seen.score, details: seen.details }, sourceOf(actor), now);
}
