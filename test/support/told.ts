import { type EventState, newEvent, type StoredEvent } from '#core/events';
import type { StoredOutcome, StoredPick, StoredReview } from '#core/picks';
import type { EventHistory } from '#core/results';
import type { EventId, PickId, UserId } from '#schemas/common';
import type { ResultDetails } from '#schemas/settlement';
import { factsInOrder } from '../../core/settlement/event-facts-rules.ts';
import { nextOutcome } from '../../core/settlement/settle-pick.ts';

/** Worlds for tests of settlement, in memory: games of which things are said at certain hours, and picks on them. */

const T0 = Date.parse('2026-11-23T12:00:00.000Z');
export const hour = (n: number): string => new Date(T0 + Math.round(n * 3_600_000)).toISOString();
export const LATER = new Date(T0 + 1000 * 3_600_000);

const id = (n: number): string => `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const game = (n = 0): EventId => id(n + 100) as EventId;
export const ANN = id(1) as UserId;
export const BEN = id(2) as UserId;

/** What is said of a game, so many hours after its first start. */
export interface Said {
  readonly at: number;
  readonly score?: readonly [home: number, away: number];
  readonly details?: ResultDetails;
  readonly state?: EventState;
  readonly startsAt?: string;
  /** A second admin says the same as what stands. */
  readonly confirmed?: true;
}

type History = { -readonly [K in keyof EventHistory]: EventHistory[K] };

/** What is known of a game when all of this was said. */
export function told(n: number, all: readonly Said[]) {
  const eventId = game(n);
  const first = {
    provider: 'test',
    providerGameId: String(n),
    league: 'nfl',
    home: 'Home',
    away: 'Away',
    startsAt: hour(0),
  } as const;
  const history: History = {
    starts: [{ eventId, version: 1, startsAt: hour(0), recordedAt: hour(-10) }],
    results: [],
    states: [],
    decisions: [],
  };
  for (const said of all) tell(history, said);
  const event: StoredEvent = {
    ...newEvent(first, new Date(hour(-10))),
    eventId,
    startsAt: history.starts.at(-1)?.startsAt ?? '',
    state: history.states.at(-1)?.state ?? 'scheduled',
    gradingVersion: all.length,
    gradingAt: all.length > 0 ? hour(all.at(-1)?.at ?? 0) : null,
  };
  const moments = all.length > 0 ? factsInOrder(event, history) : [];
  return { gradingVersion: all.length, startsAt: event.startsAt, moments, prices: null };
}

function tell(history: History, { at, score, details, state, startsAt, confirmed }: Said): void {
  const fact = { eventId: history.starts[0]?.eventId ?? '', source: 'test', recordedAt: hour(at) };
  if (startsAt) history.starts.push({ ...fact, version: history.starts.length + 1, startsAt });
  if (score) history.results.push({ ...fact, version: history.results.length + 1, home: score[0], away: score[1], details });
  const next = state ?? (score && 'final');
  if (next) history.states.push({ ...fact, version: history.states.length + 1, state: next, reason: next });
  if (!confirmed) return;
  const [stateVersion, resultVersion] = [history.states.length, history.results.length];
  const decision = {
    ...fact,
    number: 1,
    reason: 'said so',
    state: 'final' as const,
    contentHash: 'it',
    stateVersion,
    resultVersion,
  };
  history.decisions.push({ ...decision, by: ANN }, { ...decision, number: 2, by: BEN, confirms: 1 });
}

type Leg = StoredPick['legs'][number];

/** A leg on a game's moneyline at -110, unless it says otherwise. */
export const leg = (n = 0, more: Partial<Leg> = {}): Leg => ({
  eventId: game(n),
  sport: 'american_football',
  league: 'nfl',
  market: 'moneyline',
  period: 'game',
  selection: 'home',
  odds: { format: 'american', price: '-110' },
  acceptedStart: hour(0),
  ...more,
});

/** Two units, accepted two hours before the start. */
export const pickOf = (legs: readonly Leg[], more: Partial<StoredPick> = {}): StoredPick => ({
  pickId: id(3) as PickId,
  authorId: ANN,
  kind: legs.length === 1 ? 'single' : 'parlay',
  policyVersion: '1',
  placedAt: hour(-2),
  revision: 1,
  revisedAt: hour(-2),
  stake: 2_000_000,
  legs: [...legs],
  reviews: 0,
  outcomes: 0,
  ...more,
});

/** All that is known at an hour: what was said of each game up to then, and what reviewers said. */
export function knownAt(at: number, games: readonly (readonly Said[])[], reviews: readonly StoredReview[] = []) {
  const gradables = new Map(
    games.map((all, n) => [
      game(n) as string,
      told(
        n,
        all.filter((said) => said.at <= at),
      ),
    ]),
  );
  return {
    gradables,
    events: new Map([...gradables].map(([eventId, { moments }]) => [eventId, moments])),
    reviews: reviews.filter(({ recordedAt }) => recordedAt <= hour(at)),
  };
}
type Facts = ReturnType<typeof knownAt>;

/** A pick as it is when these outcomes have been appended. */
export function after(pick: StoredPick, outcomes: readonly StoredOutcome[]): StoredPick {
  const outcome = outcomes.at(-1);
  return { ...pick, outcomes: outcomes.length, ...(outcome && { outcome }) };
}

/** Grades from these facts, one message after the other. */
export function graded(pick: StoredPick, moments: readonly Facts[]): StoredOutcome[] {
  const outcomes: StoredOutcome[] = [];
  for (const facts of moments) {
    const outcome = nextOutcome(after(pick, outcomes), facts, LATER);
    if (outcome) outcomes.push(outcome);
  }
  return outcomes;
}

/** What somebody decided of a pick. */
export const review = (at: number, more: Partial<StoredReview>): StoredReview => ({
  pickId: id(3),
  number: 1,
  result: 'void',
  won: '0',
  returned: '1',
  lost: '0',
  by: ANN,
  reason: 'Looked at it.',
  recordedAt: hour(at),
  counts: true,
  ...more,
});
