import { describe, expect, it } from 'vitest';
import {
  ALL,
  CLOSURE_LIFE,
  closedBy,
  current,
  droppedOf,
  entryOf,
  isAlive,
  isUntidy,
  leftoversOf,
  MOST_SOCKETS,
  NONE,
  replaced,
  SOCKET_LEASE,
  SOCKET_LIFE,
  SOCKET_TICKET_LIFE,
  type Sockets,
  socketsOfRow,
  withClosure,
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
    [-SOCKET_LIFE + 1, 0, true],
    [-SOCKET_LIFE, 0, false],
    [-SOCKET_LEASE + 1, -SOCKET_LEASE + 1, true],
    [-SOCKET_LEASE, -SOCKET_LEASE, false],
    [0, 0, true],
  ])('opened %d ms from now, by a ticket of %d ms, is alive: %s', (opened, issued, alive) => {
    expect(isAlive({ openedAt: at(opened), issuedAt: at(issued) }, now)).toBe(alive);
  });

  it('is the newest of its entries', () => {
    const renewed = { ...socket('a'), issuedAt: at(900_000) };
    expect(socketsOfRow({ open: [entryOf(renewed), entryOf(socket('a')), entryOf(socket('b'))] }).open).toEqual([
      renewed,
      socket('b'),
    ]);
  });

  it('is stored as an entry that gives it back', () => {
    const row = { open: [socket('b', 1, 'origin of a phone'), socket('L0SM9cOFvHcCIhw=', 0)].map(entryOf) };
    expect(socketsOfRow(row).open).toEqual([socket('L0SM9cOFvHcCIhw=', 0), socket('b', 1, 'origin of a phone')]);
    expect(socketsOfRow({})).toEqual(NONE);
  });

  const full = (count: number, from: number) => ({
    ...NONE,
    open: Array.from({ length: count }, (_, i) => socket(`s${i}`, from + i)),
  });

  it('makes way when it is the oldest of too many, and no sooner', () => {
    expect(leftoversOf(full(MOST_SOCKETS, -60), now).over).toEqual([]);
    expect(isUntidy(leftoversOf(full(MOST_SOCKETS, -60), now))).toBe(false);
    const over = leftoversOf(full(MOST_SOCKETS + 2, -60), now);
    expect(ids({ open: over.over })).toEqual(['s0', 's1']);
    expect(isUntidy(over)).toBe(true);
  });

  it('that outlived its two hours makes no other one give way', () => {
    const dead = full(3, -SOCKET_LIFE - 10).open;
    const { over, expired } = leftoversOf({ ...NONE, open: [...dead, ...full(MOST_SOCKETS, -60).open] }, now);
    expect(over).toEqual([]);
    expect(expired).toEqual(dead);
  });

  it('leaves its used ticket behind until no clock takes that any more, and some of them may gather', () => {
    const used = (count: number, ms: number) => ({ ...NONE, used: Array.from({ length: count }, (_, i) => `${at(ms)} t${i}`) });
    expect(leftoversOf(used(20, -2 * SOCKET_TICKET_LIFE + 1), now).used).toEqual([]);
    expect(leftoversOf(used(20, -2 * SOCKET_TICKET_LIFE - 1), now).used).toHaveLength(20);
    expect([8, 9].map((count) => isUntidy(leftoversOf(used(count, -SOCKET_LIFE), now)))).toEqual([false, true]);
  });

  it('that made way is told once, however the others change', () => {
    const before = { ...NONE, dropped: [droppedOf(socket('a'), now)] };
    const after = { ...before, dropped: [...before.dropped, droppedOf(socket('b'), now)] };
    expect(replaced(null, before)).toEqual(['a']);
    expect(replaced(before, after)).toEqual(['b']);
    expect(replaced(after, after)).toEqual([]);
    expect(replaced(after, null)).toEqual([]);
  });
});

describe('closing', () => {
  const sockets = {
    ...NONE,
    open: [socket('phone-1', -60_000), socket('phone-2', 60_000), socket('tablet', -60_000, 'tablet')],
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
    expect(ids({ open: closedBy({ ...NONE, open: late }, { origin: ALL, at: at(0) }) })).toEqual(['before']);
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
