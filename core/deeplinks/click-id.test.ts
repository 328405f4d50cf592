import { expect, it } from 'vitest';
import { vaultOf } from '#platform/vault';
import { newClick, readClickId, writeClickId } from './click-id.ts';

const keys = vaultOf('s'.repeat(32));
const now = new Date('2026-11-23T12:00:00.000Z');
const endsAt = now.getTime() / 1000 + 600;
const click = newClick({ book: 'draftkings', store: 'web', league: 'nfl', endsAt });
const clickId = writeClickId(keys, click);

it('a click id is read until its link is over, and fits into a path', () => {
  expect(readClickId(keys, clickId, now)).toEqual(click);
  expect(readClickId(keys, clickId, new Date(endsAt * 1000 - 1))).toEqual(click);
  expect(readClickId(keys, clickId, new Date(endsAt * 1000))).toBeNull();
  expect(clickId).toMatch(/^1\.[\w-]{100,300}$/);
});

it('each link has a click of its own', () => {
  expect(newClick(click).id).not.toBe(click.id);
  expect(click.id).toMatch(/^[\w-]{22}$/);
});

const flipped = `${clickId.slice(0, 40)}${clickId[40] === 'A' ? 'B' : 'A'}${clickId.slice(41)}`;
it.each<[string, string]>([
  ['of another secret', writeClickId(vaultOf('t'.repeat(32)), click)],
  ['that was sealed for another purpose', keys.seal('unsubscribe', JSON.stringify(Object.values(click)), 'click')],
  ['with another letter', flipped],
  ['that was cut', clickId.slice(0, -1)],
  ['of another version', clickId.replace(/^1/, '2')],
  ['in clear', Buffer.from(JSON.stringify(Object.values(click))).toString('base64url')],
  ['that is empty', ''],
  ['that is not ours', '1.AAAA'],
])('a click id %s is none', (_, forged) => expect(readClickId(keys, forged, now)).toBeNull());
