import type { EntryFacts, EventToGrade, PlayState, ResultDetails, ResultFacts, Score } from '#schemas/settlement';
import { hasField, SPORTS, type Sport } from '#schemas/sports';
import { type FactProblem, placesProblem } from './field-rules.ts';
import { within } from './period-rules.ts';
import { contradictsItself } from './score-rules.ts';
import { SPORT_RULES, type SportRules } from './sport-rules.ts';

/** A fact that speaks of the whole event, by its name. */
export type FactName = Exclude<keyof ResultFacts, keyof EntryFacts>;

const FIGHTS: readonly Sport[] = ['mma', 'boxing'];
/** Sports of competitors that have places. */
const FIELDS: readonly Sport[] = SPORTS.filter(hasField);
const PLAYERS: readonly Sport[] = ['american_football', 'basketball', 'baseball', 'ice_hockey', 'soccer'];
const TEAMS: readonly Sport[] = [...PLAYERS, 'rugby', 'aussie_rules'];
const SCORED_FIRST: readonly Sport[] = [...PLAYERS, 'rugby'];
const OF_SIDES: readonly Sport[] = SPORTS.filter((sport) => !hasField(sport));

/** The sports that have a fact. No market of `POST /picks` reads a fact of no sport. */
export const FACT_SPORTS: Readonly<Record<FactName, readonly Sport[]>> = {
  entries: [...PLAYERS, ...FIELDS],
  winner: OF_SIDES,
  first: SCORED_FIRST,
  races: SCORED_FIRST,
  outcome: [],
  scheduleComplete: [],
  innings: ['baseball'],
  scheduledInnings: ['baseball'],
  pitcherChanged: ['baseball'],
  pitchers: ['baseball'],
  advances: ['soccer'],
  method: FIGHTS,
  matchTiebreak: ['tennis'],
  bestOf: ['tennis'],
  endRound: FIGHTS,
  endTime: FIGHTS,
  roundMinutes: FIGHTS,
  scheduledRounds: FIGHTS,
  holes: ['golf'],
  trophy: ['golf'],
  leagueOfficial: SPORTS,
  venue: SPORTS,
  neutralGround: TEAMS,
  playoff: ['american_football'],
  corners: ['soccer'],
  yellowCards: ['soccer'],
  redCards: ['soccer'],
};

/** The facts of an entry that only a sport with places has. */
const PLACES = ['position', 'tied', 'won', 'score', 'cut', 'finished'] as const satisfies readonly (keyof EntryFacts)[];

interface StatedResult extends ResultDetails {
  readonly state: PlayState;
  /** Null for a field of competitors, and for a game that has none. */
  readonly score: Score | null;
}

/** The first fact of a statement that its sport does not have, or that cannot be; null where all can. Pure. */
export function factProblem(sport: Sport, stated: StatedResult): FactProblem | null {
  const rules = SPORT_RULES[sport];
  const name = sport.replaceAll('_', ' ');
  return (
    periodProblem(rules, name, stated.periods, 'periods') ??
    measureProblem(rules, name, stated) ??
    suspensionProblem(sport, name, stated) ??
    foreignFact(sport, name, stated.facts ?? {})
  );
}

function periodProblem(rules: SportRules, name: string, periods: ResultDetails['periods'], field: string): FactProblem | null {
  const foreign = (periods ?? []).findIndex(({ period }) => !rules.periods.test(period));
  return foreign < 0 ? null : [`${field}.${foreign}.period`, `${name} has no such period.`];
}

function measureProblem(rules: SportRules, name: string, { minutes, extraTime }: ResultDetails): FactProblem | null {
  if (minutes !== undefined && rules.measure !== 'minutes') return ['minutes', `${name} is not measured in minutes.`];
  if (extraTime !== undefined && !rules.periods.test('OT')) return ['extraTime', `${name} has no extra time.`];
  return null;
}

function suspensionProblem(sport: Sport, name: string, stated: StatedResult): FactProblem | null {
  const { actualStart = '', suspendedAt, resumedAt, atSuspension, state, score } = stated;
  const rules = SPORT_RULES[sport];
  const isBroken = rules.measure === 'minutes' || rules.measure === 'innings';
  const field = (['suspendedAt', 'resumedAt', 'atSuspension'] as const).find((one) => stated[one] !== undefined);
  if (!field) return null;
  if (!isBroken) return [field, `${name} has no suspension.`];
  if (suspendedAt === undefined) return ['suspendedAt', 'needed beside the other facts of a suspension.'];
  if (Date.parse(suspendedAt) < Date.parse(actualStart)) return ['suspendedAt', 'before play began.'];
  if (resumedAt !== undefined) {
    if (state === 'suspended') return ['resumedAt', 'a suspended game has not resumed.'];
    if (Date.parse(resumedAt) < Date.parse(suspendedAt)) return ['resumedAt', 'before the suspension.'];
  }
  return atSuspension && score ? partProblem(sport, name, atSuspension, { state, score }) : null;
}

/** The game at its suspension is read like one that stopped there, and is no more than the whole game. */
function partProblem(
  sport: Sport,
  name: string,
  part: NonNullable<EventToGrade['atSuspension']>,
  { state, score }: { readonly state: PlayState; readonly score: Score },
): FactProblem | null {
  const { periods, minutes, innings } = part;
  const { measure } = SPORT_RULES[sport];
  if (minutes !== undefined && measure !== 'minutes') return ['atSuspension.minutes', `${name} is not measured in minutes.`];
  if (innings !== undefined && measure !== 'innings') return ['atSuspension.innings', `${name} has no innings.`];
  const foreign = periodProblem(SPORT_RULES[sport], name, periods, 'atSuspension.periods');
  if (foreign) return foreign;
  const facts = innings === undefined ? {} : { innings };
  if (contradictsItself(sport, { state: 'suspended', score: part.score, periods, facts }))
    return ['atSuspension.periods', 'they and the score at the suspension contradict each other.'];
  const isMore = state !== 'forfeit' && !within(part.score, score);
  return isMore ? ['atSuspension.score', 'more than the score of the whole game.'] : null;
}

function foreignFact(sport: Sport, name: string, facts: ResultFacts): FactProblem | null {
  for (const fact of Object.keys(facts) as (keyof ResultFacts)[]) {
    const sports = (FACT_SPORTS as Readonly<Partial<Record<string, readonly Sport[]>>>)[fact];
    if (!sports) return [`facts.${fact}`, 'of one competitor or player: it stands in facts.entries, under the name.'];
    if (!sports.includes(sport)) return [`facts.${fact}`, `${name} has no such fact.`];
  }
  if (facts.winner === 'no_contest' && !FIGHTS.includes(sport)) return ['facts.winner', 'only a fight is no contest.'];
  if (FIELDS.includes(sport)) return placesProblem(facts.entries ?? {});
  for (const [entry, own] of Object.entries(facts.entries ?? {})) {
    const place = PLACES.find((one) => own[one] !== undefined);
    if (place) return [`facts.entries.${entry}.${place}`, `a player of ${name} has no such fact.`];
  }
  return null;
}
