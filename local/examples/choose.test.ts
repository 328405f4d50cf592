import { expect, it } from 'vitest';
import { VerifyCode } from '../../schemas/auth.ts';
import { ListBlocks } from '../../schemas/graph.ts';
import { callsOf, choose } from './choose.ts';
import type { RecordedCall } from './recorder.ts';

const meta = { timestamp: '2027-01-02T03:04:05.006Z' };
const pagination = { limit: 20, cursor: null, hasMore: false };
const person = (n: number, avatar: object | null = null) => ({
  user: { id: `019ed0c2-7be1-7a33-9f10-8c4d3b1e2f6${n}`, handle: `ben_0f3e2d1${n}x`, displayName: 'Ben', avatar, private: false },
  since: meta.timestamp,
});
const blocks = (data: readonly object[], query = {}): RecordedCall => ({
  ...{ name: ListBlocks.name, status: 200, request: { params: {}, query } },
  reply: { contentType: 'application/json', body: { success: true, data, meta: { ...meta, pagination } } },
});
const pictures = { 96: 'https://media.example.com/a', 256: 'https://media.example.com/b' };

it('takes the call that shows most, with one item of its list', () => {
  const long = { 96: `https://media.example.com/${'a/'.repeat(2_000)}`, 256: 'https://media.example.com/b' };
  const calls = [
    blocks([]),
    blocks([person(1), person(2)]),
    blocks([person(3, pictures)], { limit: '5' }),
    blocks([person(4, long)]),
  ];
  expect(callsOf(ListBlocks, calls)).toEqual([
    {
      ...{ status: 200, request: { query: { limit: '5' } } },
      reply: {
        body: {
          success: true,
          data: [
            {
              user: {
                id: '0190a000-0000-7000-8000-000000000001',
                handle: 'ben',
                displayName: 'Ben',
                avatar: pictures,
                private: false,
              },
              since: '2026-11-29T18:00:00.000Z',
            },
          ],
          meta: { timestamp: '2026-11-29T18:00:00.000Z', pagination },
        },
      },
    },
  ]);
});

it('takes no call that its contract refuses, and none that failed', () => {
  const refused = { ...blocks([person(1)]), status: 403 };
  expect(callsOf(ListBlocks, [blocks([{ id: 1 }]), blocks([person(1)], { unknown: '1' }), refused])).toEqual([]);
});

it('takes an example of each kind of reply, and of each code a refusal', () => {
  const body = { channel: 'email', address: 'kim.0f3e2d1c@example.com', attemptToken: '1.a', code: '480213' };
  const verify = (status: number, reply: object): RecordedCall => ({
    ...{ name: VerifyCode.name, status, request: { params: {}, query: {}, body } },
    reply: { contentType: 'application/json', body: reply },
  });
  const error = { code: 'CODE_WRONG', message: 'This code is wrong.', details: { field: 'code', guessesLeft: 4 } };
  const { calls, refusals } = choose({
    calls: [
      verify(200, { success: true, data: { status: 'registration_required', registrationToken: 'a' }, meta }),
      verify(400, { success: false, error: { ...error, details: {} }, meta }),
      verify(400, { success: false, error, meta }),
      verify(404, { success: false, error: { ...error, code: 'GROUP_FULL' }, meta }),
    ],
    messages: [],
  });
  expect(calls.VerifyCode).toMatchObject([
    { variant: 'registration_required', status: 200, request: { body: { address: 'kim@example.com', code: '123456' } } },
  ]);
  expect(refusals).toEqual({ CODE_WRONG: expect.objectContaining({ error }) });
});
