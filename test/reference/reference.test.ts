import { describe, expect, it } from 'vitest';
import { advance, NEW_SETTLEMENT } from '../../core/grading/machine-rules.ts';
import { gradeText } from '../../local/cli/grade.ts';
import type { GradeReply } from '../../schemas/grade.ts';
import { sixPlaces, text } from './ratio.ts';
import { sportBets } from './sport-bets.ts';
import { teamBets } from './team-bets.ts';
import { type JudgedTicket, single, tickets } from './tickets.ts';
import type { JudgedLeg } from './told.ts';

/**
 * The grade command against a reference that shares no code with it, on real games of nine sports (test/reference/data). The reference has
 * the rules of docs/settlement.md in its own words, and exact fractions of its own.
 */

/**
 * The parts of a reply that are compared: the result, the exact return, the rounded profit, the turnover, and the reason where the reference
 * has one.
 */
const expected = ({ result, R, profit, turnover, reason }: JudgedTicket): string =>
  [result, R ? text(R) : '-', profit ? sixPlaces(profit) : '-', sixPlaces(turnover), reason ?? ''].join(' ');
function graded(ticket: JudgedTicket): string {
  const reply = gradeText(JSON.stringify(ticket.line)) as GradeReply;
  if ('error' in reply) return JSON.stringify(reply);
  const { result, R, profit, turnover, reason } = reply;
  return [result, R ?? '-', profit ?? '-', turnover, ticket.reason === undefined ? '' : reason].join(' ');
}

/** @returns the number of tickets, and the first differences */
function compare(all: Iterable<JudgedTicket>): { count: number; differences: string[] } {
  let count = 0;
  const differences: string[] = [];
  for (const ticket of all) {
    count += 1;
    const [want, have] = [expected(ticket), graded(ticket)];
    if (want !== have && differences.length < 5) differences.push(`${want} | ${have} | ${JSON.stringify(ticket.line)}`);
  }
  return { count, differences };
}
const singles = (legs: readonly JudgedLeg[]): JudgedTicket[] => legs.map(single);

describe('the grade command and the reference agree', () => {
  const [team, sport] = [[...teamBets()], [...sportBets()]];
  const of = (name: string) => team.filter(({ leg }) => leg.sport === name);
  it.each([
    ['basketball', 20_000],
    ['baseball', 10_000],
    ['ice_hockey', 3_000],
    ['soccer', 4_000],
    ['american_football', 1_500],
  ])('on singles in %s', (name, least) => {
    const { count, differences } = compare(singles(of(name)));
    expect(differences).toEqual([]);
    expect(count).toBeGreaterThan(least);
  });
  it.each([
    ['tennis', 10_000],
    ['mma', 200],
    ['golf', 5_000],
  ])('on singles in %s', (name, least) => {
    const { count, differences } = compare(singles(sport.filter(({ leg }) => leg.sport === name)));
    expect(differences).toEqual([]);
    expect(count).toBeGreaterThan(least);
  });
  it('on parlays, round robins, same-game parlays, teasers, each-way bets, free bets and deductions', () => {
    const { count, differences } = compare(tickets([...team, ...sport], 1_500));
    expect(differences).toEqual([]);
    expect(count).toBeGreaterThan(5_000);
  });
});

describe('a word that corrects another', () => {
  const HOUR = 3_600_000;
  const games = [...teamBets()].filter(
    ({ leg, verdict, policy }) =>
      leg.period === undefined && verdict.parts !== null && leg.market === 'moneyline' && policy === undefined,
  );
  /** The leg, and the same one on the game told the other way round first. */
  const turned = (leg: JudgedLeg['leg']) => {
    const { home, away } = (leg.event as { score?: { home: number; away: number } }).score ?? { home: 0, away: 0 };
    return { ...leg, event: { state: 'final', score: { home: away, away: home } } };
  };
  const settle = (judged: JudgedLeg, hours: number) => {
    const words = [turned(judged.leg), judged.leg].map(
      (leg) => gradeText(JSON.stringify({ id: 1, kind: 'single', stake: '1', legs: [leg] })) as GradeReply,
    );
    return words.reduce((settlement, { result, profit }, i) => {
      const grade = { result, profitMicro: Number((profit ?? '0').replace('.', '')) };
      return advance(settlement, { type: 'graded', grade, gradingVersion: i + 1, at: i * hours * HOUR }).next;
    }, NEW_SETTLEMENT).grade?.result;
  };
  it.each([
    [40, 'counts'],
    [72, 'counts'],
    [73, 'is only shown'],
  ])('and comes %i hours later %s', (hours, effect) => {
    const read = games.filter(({ leg }) => (leg.event as { score?: unknown }).score !== undefined).filter((_, i) => i % 5 === 0);
    expect(read.length).toBeGreaterThan(200);
    for (const judged of read) {
      const first = gradeText(JSON.stringify({ id: 1, kind: 'single', stake: '1', legs: [turned(judged.leg)] })) as GradeReply;
      expect(settle(judged, hours)).toBe(effect === 'counts' ? judged.verdict.result : first.result);
    }
  });
});
