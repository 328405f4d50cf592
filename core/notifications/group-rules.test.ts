import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '#platform/ids';
import { MOST_MEMBERS } from '#schemas/notifications';
import { sizeOf } from '../../bench/units/item-size.ts';
import {
  factOf,
  idAt,
  isEmpty,
  isOpen,
  join,
  leave,
  type Members,
  markOf,
  markOfNumber,
  memberOf,
  membersIn,
  type NotificationFact,
  ONLY,
  OPEN_FOR,
  takesNews,
  tells,
} from './group-rules.ts';
import { notificationEntity } from './notification.entity.ts';
import { textOfTelling } from './telling-rules.ts';

const now = new Date('2026-11-23T18:00:00.000Z');
const at = (ms: number) => new Date(now.getTime() + ms);
const NONE: Members = { members: '' };
const people = { members: 'people' } as const;
const picks = { members: 'picks' } as const;

const ids = Array.from({ length: 30 }, (_, i) => `0190a000-0000-7000-8000-0000000000${(i + 10).toString()}`);
const fact = fc.record({ by: fc.constantFrom(...ids), mark: fc.constantFrom(ONLY, 'a1b2c3d4', 'ffffffff') });
const facts = (most: number) => fc.array(fact, { maxLength: most });

describe('a member', () => {
  it('is the fact that it was made of', () => {
    fc.assert(
      fc.property(fc.uuid({ version: 7 }), fc.stringMatching(/^[0-9a-f]{8}$/), (by, mark) => {
        expect(factOf(memberOf({ by, mark }))).toEqual({ by, mark });
      }),
    );
  });
  it('takes 27 bytes', () => {
    expect(memberOf({ by: ids[0] as string, mark: markOf(ids[0] as string) })).toHaveLength(27);
  });
});

describe('facts that join a notification', () => {
  it('are its news once, however often they come', () => {
    fc.assert(
      fc.property(facts(40), facts(40), (before, more) => {
        const { news: _, ...was } = join(people, NONE, before);
        const once = join(people, was, more);
        const { news, ...again } = join(people, once, more.slice(-MOST_MEMBERS));
        const isKept = more.slice(-MOST_MEMBERS).every((one) => membersIn(once.members).includes(memberOf(one)));
        if (isKept)
          expect({ news, again }).toEqual({ news: [], again: { members: once.members, ...(once.cut && { cut: true }) } });
        expect(membersIn(once.members).length).toBeLessThanOrEqual(MOST_MEMBERS);
        expect(new Set(membersIn(once.members)).size).toBe(membersIn(once.members).length);
      }),
    );
  });
  it('stand newest first, and the oldest make way', () => {
    const all = ids.slice(0, MOST_MEMBERS + 1).map((by) => ({ by, mark: ONLY }));
    const { members, cut } = join(people, NONE, all);
    expect(membersIn(members)).toEqual(all.slice(1).toReversed().map(memberOf));
    expect(cut).toBe(true);
  });
  it('and were told before are no news', () => {
    const [one, other] = [
      { by: ids[0] as string, mark: ONLY, again: true },
      { by: ids[1] as string, mark: ONLY },
    ];
    expect(join(people, NONE, [one, other])).toMatchObject({ members: memberOf(other) + memberOf(one), news: [other] });
  });
  it('of one pick replace each other by their version, whatever their order', () => {
    const outcomes = [1, 2, 3].map((version) => ({ by: ids[0] as string, mark: markOfNumber(version) }));
    fc.assert(
      fc.property(fc.shuffledSubarray(outcomes, { minLength: 1 }), (some) => {
        const { members } = join(picks, NONE, some);
        expect(members).toBe(memberOf(some.toSorted((a, b) => (a.mark < b.mark ? 1 : -1))[0] as NotificationFact));
      }),
    );
    expect(join(picks, { members: memberOf(outcomes[1] as NotificationFact) }, outcomes.slice(0, 1)).news).toEqual([]);
    expect(join(picks, { members: memberOf(outcomes[1] as NotificationFact) }, outcomes.slice(2)).news).toEqual(
      outcomes.slice(2),
    );
  });
});

describe('facts that leave a notification', () => {
  it('leave it as it was without them, while nothing was cut', () => {
    fc.assert(
      fc.property(facts(8), facts(8), (kept, gone) => {
        const stay = kept.filter((one) => !gone.some((other) => memberOf(other) === memberOf(one)));
        const all = join(people, NONE, [...stay, ...gone]);
        const left = leave(all, gone) ?? all;
        expect(left.members).toEqual(join(people, NONE, stay).members);
      }),
    );
  });
  it('that it never had change nothing', () => {
    expect(leave({ members: memberOf({ by: ids[0] as string, mark: ONLY }) }, [{ by: ids[1] as string, mark: ONLY }])).toBeNull();
  });
  it('make it empty, unless others were cut', () => {
    const one = { by: ids[0] as string, mark: ONLY };
    expect(isEmpty(leave({ members: memberOf(one) }, [one]) as Members)).toBe(true);
    expect(isEmpty(leave({ members: memberOf(one), cut: true }, [one]) as Members)).toBe(false);
  });
});

describe('a notification', () => {
  it.each([
    ['at its beginning', 0, undefined, true],
    ['before 12 hours are over', OPEN_FOR - 1, undefined, true],
    ['after 12 hours', OPEN_FOR, undefined, false],
    ['that was read', 1, now.toISOString(), false],
  ])('%s collects: %#', (_, ms, readAt, collects) => {
    expect(isOpen(newId(now), readAt, at(ms))).toBe(collects);
    expect(takesNews(newId(now), { readAt }, at(ms))).toBe(collects);
  });
  it('of which the id alone is there takes news for as long as it may be being written', () => {
    expect(takesNews(newId(now), null, at(60_000))).toBe(true);
    expect(takesNews(newId(now), null, at(5 * 60_000))).toBe(false);
  });
  it('that could have collected at an instant has a greater id than that of the instant', () => {
    expect(idAt(now.toISOString()) < newId(at(-OPEN_FOR))).toBe(true);
    expect(idAt(now.toISOString()) > newId(at(-OPEN_FOR - 1))).toBe(true);
  });
  it('is a row of less than 1 KB, with as many members as there may be', () => {
    const longest = {
      userId: newId(now),
      notificationId: newId(now),
      kind: 'follow-accepted-and-longer',
      subject: `comment#${newId(now)}`,
      members: ids
        .slice(0, MOST_MEMBERS)
        .map((by) => memberOf({ by, mark: markOf(by) }))
        .join(''),
      cut: true,
      unlisted: true,
      updatedAt: now.toISOString(),
      readAt: now.toISOString(),
      sockets: textOfTelling({ at: now.getTime(), by: '0a0b0c0d' }),
      mobile: textOfTelling({ at: now.getTime(), by: '0a0b0c0d' }),
      revision: 1_000,
      expiresAt: 1_800_000_000,
    };
    const { Item } = notificationEntity().put(longest).params<{ Item: Record<string, unknown> }>();
    const raw = Object.fromEntries(
      Object.entries(Item).map(([name, value]) => [
        name,
        typeof value === 'string'
          ? { S: value }
          : typeof value === 'number'
            ? { N: String(value) }
            : typeof value === 'boolean'
              ? { BOOL: value }
              : { L: (value as string[]).map((S) => ({ S })) },
      ]),
    );
    expect(sizeOf(raw as never)).toBeLessThanOrEqual(1_024);
  });
});

describe('a notification tells', () => {
  it.each([
    ['its facts', people, 'a1b2c3d4', true],
    ['no other fact of the same person', people, 'a1b2c3d3', false],
    ['older facts of its picks', picks, 'a1b2c3d3', true],
    ['no newer facts of its picks', picks, 'a1b2c3d5', false],
  ])('%s', (_, kind, mark, expected) => {
    const [by = '', other = ''] = ids;
    const members = { members: memberOf({ by, mark: 'a1b2c3d4' }) };
    expect(tells(kind, members, { by, mark })).toBe(expected);
    expect(tells(kind, members, { by: other, mark })).toBe(false);
  });
});
