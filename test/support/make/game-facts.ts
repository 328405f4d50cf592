import { type EventState, newEvent, type StoredEvent } from '#core/events';
import type { StoredOutcome, StoredPick, StoredReview } from '#core/picks';
import type { EventHistory } from '#core/results';
import type { ResultDetails } from '#schemas/settlement';
import { factsInOrder } from '../../../core/settlement/event-facts-rules.ts';
import { nextOutcome } from '../../../core/settlement/settle-pick.ts';
import { ANN, BEN, gameId, hour } from './stored-picks.ts';

/** Facts of games, each recorded at an hour, and the outcomes of picks that follow, for tests of settlement in memory. */

/** A fact that is recorded of a game; `at` counts hours from its first start. */
export interface GameFact {
  readonly at: number;
  readonly score?: readonly [home: number, away: number];
  readonly details?: ResultDetails;
  readonly state?: EventState;
  readonly startsAt?: string;
  /** A second admin confirms the state and result that stand. */
  readonly confirmed?: true;
}

/** An instant long after everything that these tests record. */
export const LATER = new Date(hour(1000));

type History = { -readonly [K in keyof EventHistory]: EventHistory[K] };

/** The game of this number with these facts, as settlement reads it. */
export function gradableGame(n: number, facts: readonly GameFact[]) {
  const eventId = gameId(n);
  const first = {
    provider: 'test',
    providerGameId: String(n),
    league: 'nfl',
    home: 'Home',
    away: 'Away',
    title: null,
    startsAt: hour(0),
  } as const;
  const history: History = {
    starts: [{ eventId, version: 1, startsAt: hour(0), recordedAt: hour(-10) }],
    results: [],
    states: [],
    decisions: [],
  };
  for (const fact of facts) append(history, fact);
  const event: StoredEvent = {
    ...newEvent(first, new Date(hour(-10))),
    eventId,
    startsAt: history.starts.at(-1)?.startsAt ?? '',
    state: history.states.at(-1)?.state ?? 'scheduled',
    gradingVersion: facts.length,
    gradingAt: facts.length > 0 ? hour(facts.at(-1)?.at ?? 0) : null,
  };
  const moments = facts.length > 0 ? factsInOrder(event, history) : [];
  return { gradingVersion: facts.length, startsAt: event.startsAt, moments, prices: null };
}

function append(history: History, { at, score, details, state, startsAt, confirmed }: GameFact): void {
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

/** The facts and reviews that are recorded by an hour; `games` are the facts of game 0, 1, and so on. */
export function knownAt(at: number, games: readonly (readonly GameFact[])[], reviews: readonly StoredReview[] = []) {
  const gradables = new Map(
    games.map((facts, n) => [
      gameId(n) as string,
      gradableGame(
        n,
        facts.filter((fact) => fact.at <= at),
      ),
    ]),
  );
  return {
    gradables,
    events: new Map([...gradables].map(([eventId, { moments }]) => [eventId, moments])),
    reviews: reviews.filter(({ recordedAt }) => recordedAt <= hour(at)),
  };
}

/** The pick as it is stored when these outcomes have been appended. */
export function withOutcomes(pick: StoredPick, outcomes: readonly StoredOutcome[]): StoredPick {
  const outcome = outcomes.at(-1);
  return { ...pick, outcomes: outcomes.length, ...(outcome && { outcome }) };
}

/** The outcomes of a pick that is graded from each of these in turn, as by one message after the other. */
export function gradeInTurn(pick: StoredPick, known: readonly ReturnType<typeof knownAt>[]): StoredOutcome[] {
  const outcomes: StoredOutcome[] = [];
  for (const facts of known) {
    const outcome = nextOutcome(withOutcomes(pick, outcomes), facts, LATER);
    if (outcome) outcomes.push(outcome);
  }
  return outcomes;
}
