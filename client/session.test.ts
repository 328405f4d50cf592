import { describe, expect, it } from 'vitest';
import { ANN, type Answer, failure, html, json, lost, ok, refused, served, tokens } from '../test/support/served-client.ts';
import { GetPick, PlacePick, VerifyCode } from './generated/routes.ts';
import { memory, type TokenStore, type Tokens } from './session.ts';

const PICK = { params: { pickId: 'p' } };
const expired = json(401, { message: 'Unauthorized' });
const ended = refused(401, 'UNAUTHENTICATED');
const REFRESH = '/api/v1/auth/refresh';

/** A client whose answers go by what is asked: the token of a call, or the refresh token. */
function byToken(answers: Readonly<Record<string, Answer>>, store: TokenStore = memory(ANN), options = {}) {
  const any: Answer = (asked, signal) => {
    const name =
      asked.path === REFRESH ? (asked.body as Tokens).refreshToken : asked.headers.authorization?.replace('Bearer ', '');
    const answer = answers[name ?? ''];
    if (!answer) throw new Error(`nothing answers ${name}`);
    return answer(asked, signal);
  };
  return {
    ...served(
      Array.from({ length: 99 }, () => any),
      { session: store, ...options },
    ),
    store,
  };
}
const refreshes = ({ asked }: Pick<ReturnType<typeof byToken>, 'asked'>) => asked.filter(({ path }) => path === REFRESH).length;

describe('a token that is refused', () => {
  it('is renewed, and the call is sent again under the same key', async () => {
    const { client, asked, store } = byToken({ a1: expired, r1: tokens(2), a2: ok({ id: 'p' }) });
    expect(await client.call(PlacePick, { body: { stakeUnits: '1', legs: [] } })).toEqual({ id: 'p' });
    expect(asked.map(({ path }) => path)).toEqual(['/api/v1/picks', REFRESH, '/api/v1/picks']);
    expect(asked[1]?.headers).not.toHaveProperty('authorization');
    expect(asked[2]?.headers['idempotency-key']).toBe(asked[0]?.headers['idempotency-key']);
    expect(await store.get()).toEqual({ accessToken: 'a2', refreshToken: 'r2', userId: 'ann' });
  });

  it('is renewed once for all calls that are under way, also for one that hears of it late', async () => {
    let letLateGo = () => {};
    const late = new Promise<void>((resolve) => {
      letLateGo = resolve;
    });
    let isFirst = true;
    const slowThenExpired: Answer = async (...args) => {
      if (isFirst) {
        isFirst = false;
        await late;
      }
      return expired(...args);
    };
    const all = byToken({ a1: slowThenExpired, r1: tokens(2), a2: ok({}) });
    const slow = all.client.call(GetPick, PICK);
    await Promise.all([all.client.call(GetPick, PICK), all.client.call(GetPick, PICK)]);
    letLateGo();
    await slow;
    expect(refreshes(all)).toBe(1);
  });

  it('is renewed once for a call: a second refusal is the answer, and the session goes on', async () => {
    const all = byToken({ a1: ended, r1: tokens(2), a2: ended });
    expect(await failure(all.client.call(GetPick, PICK))).toMatchObject({ code: 'UNAUTHENTICATED', status: 401 });
    expect(refreshes(all)).toBe(1);
    expect(await all.store.get()).toMatchObject({ accessToken: 'a2' });
  });

  it('is not renewed for a ban, for the page of a proxy, and for a code that is wrong', async () => {
    for (const answer of [refused(403, 'BANNED'), html(401)]) {
      const all = byToken({ a1: answer });
      await failure(all.client.call(GetPick, PICK));
      expect(refreshes(all)).toBe(0);
    }
    const { client, asked } = served([ended], { session: memory(ANN) });
    await failure(client.call(VerifyCode, { body: { channel: 'email', address: 'a', attemptToken: 't', code: '123456' } }));
    expect(asked.length).toBe(1);
    expect(asked[0]?.headers).not.toHaveProperty('authorization');
  });

  it('is renewed whatever the clock of the device says', async () => {
    const now = Date.now;
    try {
      for (const hours of [-30, 30]) {
        Date.now = () => now() + hours * 3_600_000;
        const good = byToken({ a1: ok({}) });
        await good.client.call(GetPick, PICK);
        expect(refreshes(good)).toBe(0);
        const old = byToken({ a1: expired, r1: tokens(2), a2: ok({}) });
        await old.client.call(GetPick, PICK);
        expect(refreshes(old)).toBe(1);
      }
    } finally {
      Date.now = now;
    }
  });
});

describe('a session', () => {
  it('is over when its refresh is refused: all calls that wait learn it, the store is empty, and the app is told once', async () => {
    let told = 0;
    const all = byToken({ a1: expired, r1: ended }, memory(ANN), { onSessionEnd: () => told++ });
    const calls = [failure(all.client.call(GetPick, PICK)), failure(all.client.call(GetPick, PICK))];
    for (const error of await Promise.all(calls)) expect(error).toMatchObject({ code: 'UNAUTHENTICATED', status: 401 });
    expect([await all.store.get(), told, refreshes(all)]).toEqual([null, 1, 1]);
  });

  it.each<[string, Answer, string]>([
    ['the network is lost', lost, 'NETWORK'],
    ['the server has no time', refused(503, 'UNAVAILABLE'), 'UNAVAILABLE'],
    ['there are too many refreshes', refused(429, 'RATE_LIMITED', { retryAfter: 3_000 }), 'RATE_LIMITED'],
    ['a proxy wants a password', html(401), 'BAD_REPLY'],
    ['a hotel shows its page', html(200), 'BAD_REPLY'],
    ['the person is banned', refused(403, 'BANNED'), 'BANNED'],
  ])('goes on when %s during its refresh', async (_, answer, code) => {
    let told = 0;
    const all = byToken({ a1: expired, r1: answer }, memory(ANN), { onSessionEnd: () => told++ });
    expect(await failure(all.client.call(GetPick, PICK))).toMatchObject({ code });
    expect([await all.store.get(), told]).toEqual([ANN, 0]);
  });

  it('sends its refresh again when the answer is lost: the old token is good for a minute', async () => {
    let tries = 0;
    const flaky: Answer = (...args) => (tries++ === 0 ? lost(...args) : tokens(2)(...args));
    const all = byToken({ a1: expired, r1: flaky, a2: ok({}) });
    await all.client.call(GetPick, PICK);
    expect(refreshes(all)).toBe(2);
  });
});

describe('another tab', () => {
  it('has renewed the session before the refusal came: its tokens are taken without a refresh', async () => {
    const store = memory(ANN);
    const other: Answer = (...args) => {
      store.set({ accessToken: 'a2', refreshToken: 'r2', userId: 'ann' });
      return expired(...args);
    };
    const all = byToken({ a1: other, a2: ok({}) }, store);
    await all.client.call(GetPick, PICK);
    expect(refreshes(all)).toBe(0);
  });

  it.each<[string, Answer]>([
    ['refused', ended],
    ['answered too', tokens(9)],
  ])('renews the session while this one does, which is %s: its tokens stand', async (_, answer) => {
    const store = memory(ANN);
    const raced: Answer = (...args) => {
      store.set({ accessToken: 'a2', refreshToken: 'r2', userId: 'ann' });
      return answer(...args);
    };
    const all = byToken({ a1: expired, r1: raced, a2: ok({ id: 'p' }) }, store);
    expect(await all.client.call(GetPick, PICK)).toEqual({ id: 'p' });
    expect(await store.get()).toMatchObject({ refreshToken: 'r2' });
  });

  it.each<[string, Tokens | null]>([
    ['signs out', null],
    ['signs somebody else in', { accessToken: 'b1', refreshToken: 's1', userId: 'ben' }],
  ])('%s while this one refreshes: the call ends, and nothing is sent or kept for the next person', async (_, next) => {
    const store = memory(ANN);
    const meanwhile: Answer = (...args) => {
      store.set(next);
      return tokens(2)(...args);
    };
    const all = byToken({ a1: expired, r1: meanwhile }, store);
    expect(await failure(all.client.call(PlacePick, { body: { stakeUnits: '1', legs: [] } }))).toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    expect(await store.get()).toEqual(next);
    expect(all.asked.map(({ path }) => path)).toEqual(['/api/v1/picks', REFRESH]);
  });

  it('shares one refresh where the store lets one run alone', async () => {
    let last: Promise<unknown> = Promise.resolve();
    const shared: TokenStore = {
      ...memory(ANN),
      alone: <T>(run: () => Promise<T>) => {
        const next = last.then(run, run);
        last = next.catch(() => undefined);
        return next;
      },
    };
    const answers = { a1: expired, r1: tokens(2), a2: ok({}) };
    const [one, two] = [byToken(answers, shared), byToken(answers, shared)];
    await Promise.all([one.client.call(GetPick, PICK), two.client.call(GetPick, PICK)]);
    expect(refreshes(one) + refreshes(two)).toBe(1);
  });
});

describe('signing in and out', () => {
  it('keeps the session, and forgets it before the server is told', async () => {
    const store = memory();
    const { client, asked } = served([ok({}), lost, ok({ signedOut: true })], { session: store });
    await client.signedIn({ accessToken: 'a1', refreshToken: 'r1', user: { id: 'ann' } } as never);
    await client.call(GetPick, PICK);
    expect(asked[0]?.headers.authorization).toBe('Bearer a1');
    await client.signOut();
    expect(await store.get()).toBe(null);
    expect(asked.slice(1).map(({ path, body }) => [path, body])).toEqual(
      Array(2).fill(['/api/v1/auth/logout', { refreshToken: 'r1' }]),
    );
  });

  it('asks for new tokens when the app wants them, and refuses without a session', async () => {
    const { client, store } = byToken({ r1: tokens(2) });
    await client.refresh();
    expect(await store.get()).toMatchObject({ accessToken: 'a2' });
    const nobody = served([]);
    expect(await failure(nobody.client.refresh())).toMatchObject({ code: 'UNAUTHENTICATED' });
    await nobody.client.signOut();
    expect(nobody.asked).toEqual([]);
  });
});
