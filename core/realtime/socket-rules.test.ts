import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ALL,
  CLOSURE_LIFE,
  closedBy,
  current,
  isAlive,
  isClosed,
  MOST_SOCKETS,
  NONE,
  SOCKET_LIFE,
  type Sockets,
  withClosure,
  withoutSockets,
  withSocket,
} from './socket-rules.ts';

const now = new Date('2026-11-23T18:00:00.000Z');
const at = (ms: number) => new Date(now.getTime() + ms).toISOString();
const socket = (connectionId: string, ms = 0, origin = 'phone') => ({
  connectionId,
  origin,
  openedAt: at(ms),
  issuedAt: at(ms),
});
const ids = ({ open }: Pick<Sockets, 'open'>) => open.map(({ connectionId }) => connectionId);

describe('a socket', () => {
  it.each([
    [-SOCKET_LIFE + 1, true],
    [-SOCKET_LIFE, false],
    [0, true],
  ])('opened %d ms from now is alive: %s', (ms, alive) => {
    expect(isAlive(socket('a', ms), now)).toBe(alive);
  });

  it('joins the others, and takes the places of those that are over', () => {
    const before = { open: [socket('over', -SOCKET_LIFE), socket('old', -1)], closures: [] };
    const { next, dropped } = withSocket(before, socket('new'), now);
    expect(ids(next)).toEqual(['old', 'new']);
    expect(dropped).toEqual([]);
  });

  it('makes the oldest give way when there are too many', () => {
    const open = Array.from({ length: MOST_SOCKETS }, (_, i) => socket(`s${i}`, i - MOST_SOCKETS));
    const { next, dropped } = withSocket({ open, closures: [] }, socket('new'), now);
    expect(dropped).toEqual([open[0]]);
    expect(ids(next)).toHaveLength(MOST_SOCKETS);
    expect(ids(next)).toContain('new');
  });

  it('is forgotten once, or twice', () => {
    const once = withoutSockets({ open: [socket('a'), socket('b')], closures: [] }, new Set(['a']), now);
    expect(ids(once)).toEqual(['b']);
    expect(withoutSockets(once, new Set(['a']), now)).toEqual(once);
  });

  it('never makes more than there may be, whatever comes and goes', () => {
    const step = fc.record({ id: fc.nat(60), opens: fc.boolean(), ms: fc.nat(3 * SOCKET_LIFE) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        let sockets = NONE;
        for (const { id, opens, ms } of steps.toSorted((a, b) => a.ms - b.ms)) {
          const then = new Date(now.getTime() + ms);
          sockets = opens
            ? withSocket(sockets, socket(`s${id}`, ms), then).next
            : withoutSockets(sockets, new Set([`s${id}`]), then);
          expect(sockets.open.length).toBeLessThanOrEqual(MOST_SOCKETS);
          expect(current(sockets, then)).toEqual(sockets);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('closing', () => {
  const sockets = {
    open: [socket('phone-1', -60_000), socket('phone-2', 60_000), socket('tablet', -60_000, 'tablet')],
    closures: [],
  };

  it('a session ends its sockets whenever they were opened, and no other', () => {
    expect(ids({ open: closedBy(sockets, { origin: 'phone', at: at(0) }) })).toEqual(['phone-1', 'phone-2']);
  });
  it('all ends those that were open then, so that a late repeat leaves later ones alone', () => {
    expect(ids({ open: closedBy(sockets, { origin: ALL, at: at(0) }) })).toEqual(['phone-1', 'tablet']);
  });
  it('all ends a socket that opened after it by a ticket of before, and none by a later ticket', () => {
    const late = [socket('before', 20_000), socket('after', 20_000)].map((one, i) => ({
      ...one,
      issuedAt: at(i === 0 ? -1_000 : 1_000),
    }));
    expect(ids({ open: closedBy({ open: late, closures: [] }, { origin: ALL, at: at(0) }) })).toEqual(['before']);
  });
  it('a session spoils its tickets, earlier and later', () => {
    const closed = withClosure(NONE, { origin: 'phone', at: at(0) }, now);
    expect(isClosed(closed, { origin: 'phone', issuedAt: at(-1) })).toBe(true);
    expect(isClosed(closed, { origin: 'phone', issuedAt: at(1) })).toBe(true);
    expect(isClosed(closed, { origin: 'tablet', issuedAt: at(-1) })).toBe(false);
  });
  it('all spoils every earlier ticket and no later one', () => {
    const closed = withClosure(NONE, { origin: ALL, at: at(0) }, now);
    expect(isClosed(closed, { origin: 'phone', issuedAt: at(0) })).toBe(true);
    expect(isClosed(closed, { origin: 'phone', issuedAt: at(1) })).toBe(false);
  });
  it('keeps the newest closure of a session, whichever comes last', () => {
    const newer = withClosure(NONE, { origin: ALL, at: at(0) }, now);
    expect(withClosure(newer, { origin: ALL, at: at(-5) }, now).closures).toEqual([{ origin: ALL, at: at(0) }]);
    expect(withClosure(newer, { origin: ALL, at: at(5) }, now).closures).toEqual([{ origin: ALL, at: at(5) }]);
  });
  it('is remembered for as long as it matters', () => {
    const closed = withClosure(NONE, { origin: 'phone', at: at(0) }, now);
    expect(current(closed, new Date(now.getTime() + CLOSURE_LIFE - 1)).closures).toHaveLength(1);
    expect(current(closed, new Date(now.getTime() + CLOSURE_LIFE))).toEqual(NONE);
  });
});
