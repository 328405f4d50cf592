import { expect, it } from 'vitest';
import { EditPick, PlacePick } from '../../schemas/picks.ts';
import { gradableGame } from '../support/make/game-facts.ts';
import { editBody, legBody, singleBody, ticketBody } from '../support/make/pick-bodies.ts';
import { storedLeg, storedOutcomes, storedPick, storedReview } from '../support/make/stored-picks.ts';

const eventId = '0190a000-0000-7000-8000-000000000001';

it('the bodies that makers give are bodies that the contracts take', () => {
  const two = [legBody(eventId), legBody('0190a000-0000-7000-8000-000000000002')];
  for (const body of [singleBody(eventId), ticketBody(two)]) expect(PlacePick.body.safeParse(body).error).toBeUndefined();
  expect(singleBody(eventId, { line: '+7', book: 'Acme' })).toMatchObject({ book: 'Acme', legs: [{ line: '+7' }] });
  expect(editBody(2, { line: '-4', book: null })).toEqual({ revision: 2, legs: [{ leg: 0, line: '-4' }], book: null });
  expect(EditPick.body.safeParse(editBody(2, { stakeUnits: '1' })).error).toBeUndefined();
});

it('a field that no maker knows does not compile', () => {
  // Each expectation is an error of its own when the line below it compiles.
  const makers = [
    // @ts-expect-error no such field
    () => singleBody(eventId, { selecton: 'home' }),
    // @ts-expect-error no such field
    () => legBody(eventId, { price: '-110' }),
    // @ts-expect-error no such field
    () => ticketBody([], { stake: '1' }),
    // @ts-expect-error no such field
    () => editBody(1, { lines: '-4' }),
    // @ts-expect-error no such field
    () => storedLeg(0, { selecton: 'home' }),
    // @ts-expect-error no such field
    () => storedPick({ author: 'ann' }),
    // @ts-expect-error no such field
    () => storedOutcomes([{ result: 'win', wins: 1 }]),
    // @ts-expect-error no such field
    () => storedReview(1, { text: 'x' }),
    // @ts-expect-error no such field
    () => gradableGame(0, [{ at: 1, goals: 2 }]),
  ];
  expect(makers).toHaveLength(9);
});
