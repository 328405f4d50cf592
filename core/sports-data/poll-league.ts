import type { Actor } from '#actor';
import { commitChange, detectChange, type StoredEvent, settleClaim, sourceOf } from '#core/events';
import { addPoll, latestPolls, type Poll } from '#core/prices';
import { commitClaim, decideClaim } from '#core/results';
import { running } from '#platform/clock';
import { log } from '#platform/log';
import type { EventId } from '#schemas/common';
import type { League } from '#schemas/sports';
import { isDue } from './cadence-rules.ts';
import { inferUpdate, isGone, isOpen, POLLS_TO_READ, type ShownGame } from './inference-rules.ts';
import { knownEvents, matchGames, NOT_ASKED } from './match-games.ts';
import type { OddsProvider, ProviderGame, ProviderReply } from './odds-provider.ts';
import { pollOf } from './poll-rules.ts';
import { reportReply } from './report-reply.ts';

/** One kind of poll: the request for a league, and the use of each game in the reply. */
export interface PollJob<Item extends ProviderGame> {
  readonly kind: 'odds' | 'scores';
  ask(provider: OddsProvider, league: League): Promise<ProviderReply<Item>>;
  shownGame(item: Item): ShownGame;
  /** True where an unknown game becomes an event. */
  createsEvent(item: Item, at: Date): boolean;
  /** Stores more of the shown games, such as prices. @returns the number of new items */
  keep?(shown: ReadonlyMap<EventId, Item>, at: Date): Promise<number>;
}

/** Counts of one poll: leagues polled, events created and changed, price sheets stored, items set aside, events that failed. */
export interface PollOutcome {
  readonly polled: number;
  readonly created: number;
  readonly changed: number;
  readonly kept: number;
  readonly setAside: number;
  readonly failed: number;
}

/**
 * Polls one league: loads, asks the provider if it is due, decides for each event, commits changes, and stores the poll last, so that the
 * next run repeats one that ended in the middle. Each write holds only while the event is as it was read before the request, so an older
 * reply never undoes a newer one. An unchanged event costs no write.
 * @throws ProviderError when the provider does not answer, after the decisions that need the clock alone
 */
export async function pollLeague<Item extends ProviderGame>(
  actor: Actor,
  job: PollJob<Item>,
  { league, force, provider }: { league: League; force: boolean; provider: OddsProvider },
  now: Date,
): Promise<PollOutcome> {
  const clock = running(now);
  const { kind } = job;
  const [known, odds, scores] = await Promise.all([
    knownEvents(league, now),
    latestPolls(league, 'odds', POLLS_TO_READ, now),
    latestPolls(league, 'scores', POLLS_TO_READ, now),
  ]);
  const polls = { odds, scores };
  const due = force || isDue(kind, known, polls[kind][0]?.at, now);
  const [answer] = await Promise.allSettled([due ? job.ask(provider, league) : null]);
  const reply = answer.status === 'fulfilled' ? answer.value : null;
  if (reply) reportReply(league, kind, reply);
  const at = clock();
  const createsEvent = (item: Item) => job.createsEvent(item, at);
  const shown = reply ? await matchGames(provider.name, league, { items: reply.items, known, createsEvent }, at) : NOT_ASKED;
  const poll = reply && pollOf(reply, known.filter(isOpen), shown.items, at);
  if (poll) polls[kind] = [poll, ...polls[kind]];

  const shownGames = new Map([...shown.items].map(([eventId, item]) => [eventId, job.shownGame(item)]));
  const scoresKnown = kind === 'scores' && poll?.whole === true;
  const done = await decideAll(actor, [...known, ...shown.others], { shownGames, polls, scoresKnown, league }, clock);
  if (answer.status === 'rejected') throw answer.reason;
  const kept = (await job.keep?.(shown.items, at)) ?? 0;
  if (reply && poll && done.failed === 0) await addPoll(league, kind, poll, reply);
  return { polled: reply ? 1 : 0, created: shown.created, ...done, kept, setAside: reply?.setAside.length ?? 0 };
}

interface PolledGames {
  readonly shownGames: ReadonlyMap<EventId, ShownGame>;
  /** Newest first. */
  readonly polls: Readonly<Record<'odds' | 'scores', readonly Poll[]>>;
  readonly scoresKnown: boolean;
  readonly league: League;
}

/** Decides and commits for each event that is open or was shown. An event that cannot be written does not stop the others. */
async function decideAll(
  actor: Actor,
  events: readonly StoredEvent[],
  { shownGames, polls, scoresKnown, league }: PolledGames,
  clock: () => Date,
) {
  const concerned = events.filter((event) => isOpen(event) || shownGames.has(event.eventId));
  const changes = await Promise.allSettled(
    concerned.map(async (event) => {
      const now = clock();
      const gone = isGone(event, polls.odds, polls.scores);
      const seen = shownGames.get(event.eventId) ?? null;
      if (event.pinned) return recordClaim(actor, event, seen, now);
      const change = detectChange(event, inferUpdate(event, seen, { gone, scoresKnown }, now), now);
      return change !== null && (await commitChange(event, change, sourceOf(actor), now));
    }),
  );
  const failures = changes.filter((change) => change.status === 'rejected');
  for (const { reason } of failures) log.error('ingest: an event was not written', { error: reason as Error, league });
  return { changed: changes.filter((change) => change.status === 'fulfilled' && change.value).length, failed: failures.length };
}

/** Stores a result that contradicts an admin's decision as a claim. Nothing else changes. */
async function recordClaim(actor: Actor, event: StoredEvent, seen: ShownGame | null, now: Date): Promise<boolean> {
  const decision = decideClaim(event, seen);
  if (!decision || !seen?.score) return false;
  if (decision.what === 'agrees') return settleClaim(event, decision.claim);
  return commitClaim(event, { ...decision, score: seen.score, details: seen.details }, sourceOf(actor), now);
}
