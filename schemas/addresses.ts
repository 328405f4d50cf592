import * as z from 'zod';
import { Reason } from './admin.ts';
import { Address, Code, CodeSent, Opaque } from './auth.ts';
import { UserRef } from './common.ts';
import { contract } from './contract.ts';
import { CODE_REFUSALS } from './errors.ts';
import { Channel, Me } from './users.ts';

/** Hours for which a change of addresses can be undone from an old address. */
export const UNDO_HOURS = 72;

export const SendAddressCode = contract({
  name: 'SendAddressCode',
  method: 'POST',
  path: '/api/v1/users/me/addresses/code',
  summary: 'Send a code to an address that you want to sign in by. The reply is the same whether anyone has it or not.',
  tag: 'auth',
  access: 'user',
  gated: 'none',
  terms: 'any',
  stepUp: true,
  body: z.strictObject({
    channel: Channel,
    address: Address,
    attemptToken: Opaque.optional().meta({ description: 'Of an earlier call: the same code is sent again, while it is good.' }),
  }),
  replies: { 202: CodeSent },
  errors: ['CONFLICT'],
});

export const SetAddress = contract({
  name: 'SetAddress',
  method: 'PUT',
  path: '/api/v1/users/me/addresses/{channel}',
  summary: `Prove an address and sign in by it from now on, in the place of the one of that channel before. The addresses of before are told, with a link that undoes it for ${UNDO_HOURS} hours.`,
  tag: 'auth',
  access: 'user',
  gated: 'none',
  terms: 'any',
  stepUp: true,
  params: z.strictObject({ channel: Channel }),
  body: z.strictObject({ address: Address, attemptToken: Opaque, code: Code }),
  replies: { 200: Me },
  errors: [...CODE_REFUSALS, 'NOT_FOUND', 'CONFLICT'],
  limits: [{ calls: 10, seconds: 86_400 }],
});

export const RemoveAddress = contract({
  name: 'RemoveAddress',
  method: 'DELETE',
  path: '/api/v1/users/me/addresses/{channel}',
  summary: 'Sign in by the address of a channel no more. The last way to sign in stays. It can be undone as a change can.',
  tag: 'auth',
  access: 'user',
  gated: 'none',
  terms: 'any',
  stepUp: true,
  params: z.strictObject({ channel: Channel }),
  replies: { 200: Me },
  errors: ['NOT_FOUND', 'CONFLICT'],
  limits: [{ calls: 10, seconds: 86_400 }],
});

const UndoToken = z.strictObject({
  token: z.string().regex(/^\d{1,3}\.[A-Za-z0-9_-]{20,400}$/, 'must be the token of a message'),
});

export const ShowUndo = contract({
  name: 'ShowUndo',
  method: 'GET',
  path: '/undo/{token}',
  summary: 'The page behind the link in a message about a change of addresses. Opening it changes nothing.',
  tag: 'auth',
  access: 'public',
  gated: 'none',
  params: UndoToken,
  replies: { 200: { contentType: 'text/html; charset=utf-8' } },
  errors: ['NOT_FOUND'],
  limits: [{ calls: 30, seconds: 60 }],
});

export const UndoAddressChange = contract({
  name: 'UndoAddressChange',
  method: 'POST',
  path: '/undo/{token}',
  summary: 'Put the addresses back that the account had before a change, and end all its sessions. It works once.',
  tag: 'auth',
  access: 'public',
  gated: 'none',
  params: UndoToken,
  replies: { 200: { contentType: 'text/html; charset=utf-8' } },
  errors: ['NOT_FOUND', 'CONFLICT'],
  limits: [{ calls: 30, seconds: 60 }],
});

export const RecoverAccount = contract({
  name: 'RecoverAccount',
  method: 'PUT',
  path: '/api/v1/admin/users/{user}/recovery',
  summary:
    'Give an address to somebody who has lost all of theirs. It is done when another admin asks for the same within 7 days; all sessions end then.',
  tag: 'admin',
  access: 'user',
  permission: 'users:recover',
  stepUp: true,
  params: z.strictObject({ user: UserRef }),
  body: z.strictObject({ channel: Channel, address: Address, reason: Reason }),
  replies: {
    200: z
      .strictObject({
        state: z.enum(['waiting', 'done']).meta({ description: '`waiting`: another admin has to ask for the same.' }),
      })
      .meta({ id: 'Recovery' }),
  },
  errors: ['NOT_FOUND', 'CONFLICT'],
});
