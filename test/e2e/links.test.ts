import { beforeAll, expect, it } from 'vitest';
import { newClick, writeClickId } from '../../core/deeplinks/click-id.ts';
import { GenerateDeepLink, ListClicks } from '../../schemas/deeplinks.ts';
import { CoolOff } from '../../schemas/exclusions.ts';
import { PlacePick } from '../../schemas/picks.ts';
import { UpdateMe } from '../../schemas/users.ts';
import { call, type Person, send, signUp, signUpAdmin } from '../support/client.ts';
import { singleBody } from '../support/make/pick-bodies.ts';
import { games, type Match } from '../support/matches.ts';
import { stackVault } from '../support/stack-vault.ts';

/** A pick leads out of the app, to a book that takes it, and into the app, by a page for everybody. */

let [ann, ada]: Person[] = [];
let match: Match;
beforeAll(async () => {
  [ann, ada] = await Promise.all([signUp('Ann'), signUpAdmin('Ada')]);
  [match] = (await games(1)) as [Match];
});

const open = (url: string) => fetch(url, { redirect: 'manual' });
const placed = async () =>
  (await call(PlacePick, { as: ann, body: singleBody(match.event.id, { line: '-3.5', book: 'FanDuel' }) })).id;
const clicks = async () => (await call(ListClicks, { as: ada, query: {} })).find(({ book }) => book === 'fanduel')?.clicks ?? 0;

/** The click id of a link that is over, sealed with the secret of the stack. */
async function oldClickId(): Promise<string> {
  const endsAt = Math.floor(Date.now() / 1_000) - 1;
  return writeClickId(await stackVault('deeplinks'), newClick({ book: 'fanduel', store: 'web', league: null, endsAt }));
}

it('a link to a book leads on and counts once, and neither an old nor a forged one does', async () => {
  const [before, pickId] = [await clicks(), await placed()];
  const { url, disclosed } = await call(GenerateDeepLink, { as: ann, body: { book: 'FanDuel', pickId } });
  expect(disclosed).toBe('none');
  expect(await clicks()).toBe(before);
  for (let i = 0; i < 2; i++) {
    const { status, headers } = await open(url);
    expect([status, headers.get('location')]).toEqual([302, expect.stringMatching(/^https:\/\/sportsbook\.fanduel\.com\//)]);
    expect(await clicks()).toBe(before + 1);
  }
  const { pathname } = new URL(url);
  const base = url.slice(0, url.indexOf('/go/'));
  expect(pathname).toContain('/go/1.');
  for (const clickId of [await oldClickId(), url.slice(url.indexOf('/go/') + 4, -2), 'evil'])
    expect((await open(`${base}/go/${clickId}`)).status).toBe(404);
  expect(await clicks()).toBe(before + 1);
  await expect(call(GenerateDeepLink, { as: ann, body: { book: 'bet365', store: 'app_store' } })).rejects.toMatchObject({
    code: 'OFFER_NOT_AVAILABLE',
    details: { reason: 'store' },
  });
});

it('a pick has a page and a picture for everybody, until its author takes it back from them', async () => {
  const pickId = await placed();
  const page = await send('GET', `/share/picks/${pickId}`);
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
  const html = String(page.body);
  expect(html).toContain(`@${ann?.handle}`);
  expect(html).not.toMatch(/FanDuel|1\.9/);
  const image = /og:image" content="([^"]+)"/.exec(html)?.[1] ?? '';
  const picture = await open(image);
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
  const bytes = Buffer.from(await picture.arrayBuffer());
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1_200, 630]);

  const older = await open(image.replace(/[0-9a-f]{16}\.png$/, '0123456789abcdef.png'));
  expect([older.status, older.headers.get('location')]).toEqual([
    302,
    expect.stringContaining(new URL(image).pathname.slice(-20)),
  ]);

  await call(UpdateMe, { as: ann, body: { private: true } });
  const hidden = await send('GET', `/share/picks/${pickId}`);
  expect([hidden.status, String(hidden.body).includes(`@${ann?.handle}`), (await open(image)).status]).toEqual([404, false, 404]);
  expect((await send('GET', '/.well-known/apple-app-site-association')).body).toMatchObject({ applinks: { details: [{}] } });
  expect((await send('GET', '/.well-known/assetlinks.json')).status).toBe(404);
});

it('somebody who takes a break gets no link, and learns why', async () => {
  const { excludedUntil } = await call(CoolOff, { as: ann, body: { hours: 24 } });
  await expect(call(GenerateDeepLink, { as: ann, body: { book: 'DraftKings' } })).rejects.toMatchObject({
    code: 'EXCLUDED',
    details: { endsAt: excludedUntil },
  });
});
