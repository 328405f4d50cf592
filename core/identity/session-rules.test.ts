import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GRACE, isOver, SESSION_LIFE, stepOf } from './session-rules.ts';

const start = Date.parse('2026-11-23T12:00:00.000Z');
const session = { generation: 3, rotatedAt: start, expiresAt: start / 1000 + SESSION_LIFE };
const at = (ms: number) => new Date(start + ms);

describe('stepOf()', () => {
  it.each([
    ['for the current token', 3, 0, 'rotate'],
    ['for the current token, days later', 3, 6 * 86_400_000, 'rotate'],
    ['for the token before, at once', 2, 0, 'repeat'],
    ['for the token before, after 60 s', 2, GRACE, 'repeat'],
    ['for the token before, a millisecond later', 2, GRACE + 1, 'reused'],
    ['for an older token, at once', 1, 0, 'reused'],
    ['for a token that was never issued', 4, 0, 'over'],
    ['for the current token, as the week ends', 3, SESSION_LIFE * 1000, 'over'],
    ['for an old token, after the week', 1, SESSION_LIFE * 1000, 'over'],
  ] as const)('%s', (_, generation, ms, step) => {
    expect(stepOf(session, generation, at(ms))).toBe(step);
  });

  it('is over for every token once the session has ended', () => {
    for (const generation of [1, 2, 3, 4]) {
      expect(stepOf({ ...session, endedAt: at(0).toISOString() }, generation, at(1))).toBe('over');
    }
  });
});

it.each([
  ['goes on as it begins', session, 0, false],
  ['goes on to its last second', session, SESSION_LIFE * 1000 - 1, false],
  ['is over as the week ends', session, SESSION_LIFE * 1000, true],
  ['is over once it has ended', { ...session, endedAt: at(0).toISOString() }, 0, true],
] as const)('a session %s', (_, stored, ms, over) => {
  expect(isOver(stored, at(ms))).toBe(over);
});

/** A session in the store, and the clock. */
interface World {
  session: { generation: number; rotatedAt: number; expiresAt: number; endedAt?: string };
  now: number;
}

/** Refreshes a token as refresh() does, without Cognito. @returns the successor's generation; null when refused */
function show(world: World, generation: number): number | null {
  const step = stepOf(world.session, generation, new Date(world.now));
  if (step === 'reused') world.session.endedAt = new Date(world.now).toISOString();
  if (step === 'rotate') world.session = { ...world.session, generation: generation + 1, rotatedAt: world.now };
  return step === 'rotate' || step === 'repeat' ? generation + 1 : null;
}
const newWorld = (): World => ({
  session: { generation: 1, rotatedAt: start, expiresAt: start / 1000 + SESSION_LIFE },
  now: start,
});

describe('a session', () => {
  const pause = fc.integer({ min: 0, max: 3 * 3_600_000 });

  it('survives a client that loses answers and retries within the minute', () => {
    const refreshes = fc.array(fc.record({ pause, retries: fc.array(fc.integer({ min: 0, max: 15_000 }), { maxLength: 4 }) }), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(refreshes, (story) => {
        const world = newWorld();
        let mine = 1;
        for (const { pause, retries } of story) {
          world.now += pause;
          if (world.now >= start + SESSION_LIFE * 1000 - 60_000) return;
          const successor = show(world, mine);
          for (const wait of retries) {
            world.now += wait;
            expect(show(world, mine)).toBe(successor); // the same one, every time
          }
          expect(successor).toBe(mine + 1);
          mine = successor ?? 0;
        }
      }),
    );
  });

  it('ends when a copied token is used more than a minute after the original', () => {
    const uses = fc.array(
      fc.record({ pause: fc.integer({ min: GRACE + 1, max: 600_000 }), who: fc.constantFrom('owner', 'thief') }),
      { minLength: 2, maxLength: 60 },
    );
    fc.assert(
      fc.property(uses, (story) => {
        const world = newWorld();
        const held: Record<string, number> = { owner: 1, thief: 1 };
        const first = story[0]?.who;
        for (const { pause, who } of story) {
          world.now += pause;
          const successor = show(world, held[who] ?? 0);
          if (who !== first) {
            expect(successor).toBeNull();
            expect(show(world, held[first ?? ''] ?? 0)).toBeNull(); // and so it is over for both
            return;
          }
          expect(successor).not.toBeNull();
          held[who] = successor ?? 0;
        }
      }),
    );
  });

  it('ends when a token that is two generations old is used', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 1_000 }), fc.integer({ min: 1, max: 998 }), pause, (generation, age, wait) => {
        const old = Math.max(1, generation - 1 - age);
        expect(stepOf({ ...session, generation }, old, at(Math.min(wait, 86_400_000)))).toBe('reused');
      }),
    );
  });
});
