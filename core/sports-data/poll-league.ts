import type { Actor } from '#actor';
import { type Competition, commitChange, detectChange, type StoredEvent, settleClaim, sourceOf } from '#core/events';
import { factProblem } from '#core/grading';
import { addPoll, latestPolls, type Poll, type PollKind } from '#core/prices';
import { commitClaim, decideClaim } from '#core/results';
import { running } from '#platform/clock';
import { count, log } from '#platform/log';
import type { EventId } from '#schemas/common';
import { type League, sportOf } from '#schemas/sports';
import { nextAskAt, payingPart } from './budget-rules.ts';
import { isGamesDue, newestChange, nextClockAt, nextGamesAt, type PollPlan } from './cadence-rules.ts';
import type { CreditAccount } from './credit-account.ts';
import { type Evidence, inferUpdate, isGone, isOpen, POLLS_TO_READ, type ShownGame } from './inference-rules.ts';
import { type InterestingEvent, withInterest } from './interest.ts';
import { knownEvents, type MatchedGames, matchGames, NOT_ASKED } from './match-games.ts';
import type { OddsProvider, ProviderGame, ProviderReply } from './odds-provider.ts';
import { pollOf, unreadScore } from './poll-rules.ts';
import { reportReply } from './report-reply.ts';
import { doubledEvents } from './twin-rules.ts';

/** One kind of poll: the request for a league, and the use of each game in the reply. */
export interface PollJob<Item extends ProviderGame> {
  readonly kind: 'odds' | 'scores';
  ask(provider: OddsProvider, league: League, competitions: readonly Competition[]): Promise<ProviderReply<Item>>;
  /** Asks for games alone, free of charge, where credits are not due. */
  askFree?(provider: OddsProvider, league: League, competitions: readonly Competition[]): Promise<ProviderReply<Item>>;
  /** False where the provider has nothing to say of this league now. The clock still decides. */
  isAsked(polled: PolledLeague, known: readonly StoredEvent[], now: Date): boolean;
  shownGame(item: Item): ShownGame;
  /** The item with its sides exchanged. */
  turn(item: Item): Item;
  /** True where an unknown game becomes an event. */
  createsEvent(item: Item, at: Date): boolean;
  /** Stores more of the shown games, such as prices. @returns the number of new items */
  keep?(shown: ReadonlyMap<EventId, Item>, at: Date): Promise<number>;
}

/** A league whose turn it is. */
export interface PolledLeague {
  readonly league: League;
  /** The competitions of the league that are in season; null where that is not known. */
  readonly competitions: readonly Competition[] | null;
  /** Asks the provider whatever the time. */
  readonly force: boolean;
  readonly provider: OddsProvider;
  readonly account: CreditAccount;
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

/** A league's turn. The plan is null where the turn has to be repeated: something changed or failed in it. */
export type Turn = PollOutcome & { readonly plan: PollPlan | null };

/**
 * Polls one league: loads, asks the provider if it is due, decides for each event, commits changes, and stores the poll last, so that the
 * next run repeats one that ended in the middle. A turn that changed nothing also tells when the next one is due. Each write holds only while
 * the event is as it was read before the request, so an older reply never undoes a newer one. An unchanged event costs no write.
 * @throws ProviderError when the provider does not answer, after the decisions that need the clock alone
 */
export async function pollLeague<Item extends ProviderGame>(
  actor: Actor,
  job: PollJob<Item>,
  polled: PolledLeague,
  now: Date,
): Promise<Turn> {
  const { league, provider } = polled;
  const clock = running(now);
  const { kind } = job;
  const [known, odds, games, scores] = await Promise.all([
    knownEvents(league, now),
    latestPolls(league, 'odds', POLLS_TO_READ, now),
    latestPolls(league, 'games', POLLS_TO_READ, now),
    latestPolls(league, 'scores', POLLS_TO_READ, now),
  ]);
  const stored = { odds, scores, shown: newestFirst([...odds, ...games]) };
  const isAsked = job.isAsked(polled, known, now);
  const [answer] = await Promise.allSettled([isAsked ? askInTurn(job, polled, known, stored, now) : null]);
  const asked = answer.status === 'fulfilled' ? answer.value : null;
  const reply = asked?.reply ?? null;
  if (asked) reportReply(league, asked.kind, asked.reply);
  const at = clock();
  const scoresAt = newestScores(kind === 'scores' ? reply : null, scores, at);
  const matching = { ...job, provider: provider.name, league, known, scoresAt, at };
  const matched = reply
    ? await matchGames(reply, { ...matching, createsEvent: (item) => job.createsEvent(item, at) })
    : NOT_ASKED;
  const poll = reply && pollOf(reply, known.filter(isOpen), matched, at);
  const isShown = asked !== null && asked.kind !== 'scores';
  const polls = {
    odds: poll && isShown ? [poll, ...stored.shown] : stored.shown,
    scores: poll && !isShown ? [poll, ...scores] : scores,
  };

  const events = [...known, ...matched.others];
  const hasScores = provider.covers(league).scores;
  const { isStill, ...done } = await decideAll(actor, events, { job, reply, poll, matched, polls, league, hasScores, at }, clock);
  if (answer.status === 'rejected') throw answer.reason;
  const kept = (await job.keep?.(matched.items, at)) ?? 0;
  if (asked && poll && done.failed === 0) await addPoll(league, asked.kind, poll, asked.reply);
  const paidAt = asked?.kind === kind ? poll?.at : stored[kind][0]?.at;
  const isPlanned = isStill && matched.created === 0;
  const plan =
    isPlanned && planAfter(job, await withInterest(league, events, at), isAsked ? { paidAt, polls } : null, polled, at);
  return {
    polled: reply ? 1 : 0,
    created: matched.created,
    ...done,
    kept,
    setAside: reply?.setAside.length ?? 0,
    plan: plan || null,
  };
}

/** Sorted by time, the newest first. */
const newestFirst = (polls: readonly Poll[]): Poll[] => polls.toSorted((a, b) => (a.at < b.at ? 1 : -1));

interface StoredPolls {
  readonly odds: readonly Poll[];
  readonly scores: readonly Poll[];
  /** Polls of odds and of games. */
  readonly shown: readonly Poll[];
}

/** Asks what is due: with credits where the plan has it and they are left, else for games alone. @returns null when nothing is due */
async function askInTurn<Item extends ProviderGame>(
  job: PollJob<Item>,
  { league, competitions, force, provider, account }: PolledLeague,
  known: readonly StoredEvent[],
  stored: StoredPolls,
  now: Date,
): Promise<{ readonly kind: PollKind; readonly reply: ProviderReply<Item> } | null> {
  const { kind } = job;
  const running = competitions ?? [];
  const events = await withInterest(league, known, now);
  const part = force ? 'planned' : payingPart(kind, events, stored[kind][0]?.at, account.pace, now);
  const cost = provider.credits(league, running)[kind];
  const paid = part && (await account.pay(part, cost, () => job.ask(provider, league, running)));
  if (paid) return { kind, reply: paid };
  if (!job.askFree || !isGamesDue(known, stored.shown[0]?.at, now)) return null;
  return { kind: 'games', reply: await job.askFree(provider, league, running) };
}

/** @param asked the newest polls, of which `paidAt` cost credits; null where the provider is not asked */
function planAfter<Item extends ProviderGame>(
  { kind, askFree }: PollJob<Item>,
  events: readonly InterestingEvent[],
  asked: { readonly paidAt: string | undefined; readonly polls: Readonly<Record<'odds', readonly Poll[]>> } | null,
  { account }: PolledLeague,
  at: Date,
): PollPlan | null {
  const newest = newestChange(events);
  if (asked === null) return { nextAt: nextClockAt(events, at), newest };
  const shownAt = asked.polls.odds[0]?.at;
  if (askFree && shownAt === undefined) return null;
  const looks = [
    nextAskAt(kind, events, asked.paidAt, account.pace, at),
    nextClockAt(events, at),
    ...(askFree && shownAt !== undefined ? [nextGamesAt(events, shownAt, at)] : []),
  ];
  return { nextAt: looks.toSorted()[0] as string, newest };
}

/** The instant of the newest scores that were read whole. */
const newestScores = (reply: ProviderReply<unknown> | null, polls: readonly Poll[], at: Date): string | null =>
  reply?.setAside.every(({ providerGameId }) => providerGameId !== null)
    ? at.toISOString()
    : (polls.find(({ whole }) => whole)?.at ?? null);

interface PolledGames<Item extends ProviderGame> {
  readonly job: PollJob<Item>;
  /** Null when nothing was polled. */
  readonly reply: ProviderReply<Item> | null;
  readonly poll: Poll | null;
  readonly matched: MatchedGames<Item>;
  /** Newest first. */
  readonly polls: Readonly<Record<'odds' | 'scores', readonly Poll[]>>;
  readonly league: League;
  /** False where the provider reports no scores of the league. */
  readonly hasScores: boolean;
  readonly at: Date;
}

/**
 * Decides and commits for each event that is open or was shown. An event that cannot be written does not stop the others.
 * @returns also `isStill`: no event had a change, nor failed
 */
async function decideAll<Item extends ProviderGame>(
  actor: Actor,
  events: readonly StoredEvent[],
  { job, reply, poll, matched, polls, league, hasScores, at }: PolledGames<Item>,
  clock: () => Date,
) {
  const shownGames = new Map([...matched.items].map(([eventId, item]) => [eventId, withOwnFacts(league, job.shownGame(item))]));
  const doubled = doubledEvents(events, ({ eventId, startsAt }) => shownGames.get(eventId)?.startsAt ?? startsAt);
  const scores = job.kind === 'scores' ? reply : null;
  let isStill = true;
  const concerned = events.filter((event) => isOpen(event) || shownGames.has(event.eventId));
  const changes = await Promise.allSettled(
    concerned.map(async (event) => {
      const now = clock();
      const seen = shownGames.get(event.eventId) ?? null;
      if (event.pinned) return recordClaim(actor, event, seen, now);
      const evidence: Evidence = {
        kind: reply ? job.kind : null,
        gone: isGone(event, polls.odds, hasScores ? polls.scores : null),
        scoresKnown: scores !== null && poll?.whole === true,
        doubt: matched.doubts.get(event.eventId) ?? (scores && unreadScore(event, scores, shownGames, at)),
        doubled: doubled.has(event.eventId),
      };
      const change = detectChange(event, inferUpdate(event, seen, evidence, now), now);
      if (change === null) return false;
      isStill = false;
      return commitChange(event, change, sourceOf(actor), now);
    }),
  );
  const failures = changes.filter((change) => change.status === 'rejected');
  for (const { reason } of failures) log.error('ingest: an event was not written', { error: reason as Error, league });
  const changed = changes.filter((change) => change.status === 'fulfilled' && change.value).length;
  return { changed, failed: failures.length, isStill: isStill && failures.length === 0 };
}

/** Leaves out the details of a score where its sport does not have them: nothing would read them, and an event would show them. */
function withOwnFacts(league: League, game: ShownGame): ShownGame {
  const { score, details } = game;
  if (!score || !details || factProblem(sportOf(league), { ...details, state: 'final', score }) === null) return game;
  log.warn('provider: details set aside', { league });
  count('provider.malformed');
  return { ...game, details: undefined };
}

/** Stores a result that contradicts an admin's decision as a claim. Nothing else changes. */
async function recordClaim(actor: Actor, event: StoredEvent, seen: ShownGame | null, now: Date): Promise<boolean> {
  const decision = decideClaim(event, seen);
  if (!decision || !seen?.score) return false;
  if (decision.what === 'agrees') return settleClaim(event, decision.claim);
  return commitClaim(event, { ...decision, score: seen.score, details: seen.details }, sourceOf(actor), now);
}
