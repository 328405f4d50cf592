import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2, APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import type * as z from 'zod';
import type { User } from '#actor';
import { partialBanRefusal, partialBans, revocationOf, type TokenOrigin } from '#core/limits';
import { replyTo, type Sender, senderOf } from '#core/realtime';
import { invalid } from '#errors';
import { epoch } from '#platform/clock';
import { type ActionContract, MOST_MESSAGE_BYTES, RequestId } from '#schemas/actions';
import type { ErrorMessage, ServerMessage } from '#schemas/messages';
import { check, jsonObject, shownOf, textOf } from './input.ts';
import { assertAllowed, countAction } from './limits.ts';
import { note, noteFailure, observe } from './observe.ts';
import { shownError } from './reply.ts';

/** A checked message. */
interface ActionCall<A extends ActionContract> {
  readonly sender: Sender;
  /** The sender as the caller of a use case. A socket has no role: what needs one goes over HTTP. */
  readonly actor: User;
  readonly message: z.output<A['message']>;
  readonly now: Date;
  /** Rejects a message that is refused. A handler that is bound with `beside` awaits it before it writes anything. */
  readonly admitted: Promise<unknown>;
}

interface Action {
  readonly contract: ActionContract;
  run(frame: object, sender: Sender, now: Date): Promise<ServerMessage>;
}

/**
 * Binds a socket's action to its use case, which returns the reply's `data`.
 * @param beside the handler begins while the message is being counted: it may read, and awaits `admitted` before it writes
 */
export const onAction = <const A extends ActionContract>(
  contract: A,
  handle: (call: ActionCall<A>) => Promise<z.input<A['reply']>['data']>,
  { beside = false } = {},
): Action => ({
  contract,
  async run(frame, sender, now) {
    const message = check(contract.message, frame) as z.output<A['message']>;
    const { userId, origin, messagingBan } = sender;
    const actor: User = { kind: 'user', userId, role: 'user', tier: 'free', origin };
    const admitted = admit(contract, sender, { ...actor, ...(messagingBan && { bans: { messaging: messagingBan } }) }, now);
    admitted.catch(() => undefined);
    if (!beside) await admitted;
    const handled = handle({ message, sender, actor, now, admitted });
    // A refusal comes first, whatever else went wrong meanwhile.
    const [allowed] = await Promise.allSettled([admitted, handled]);
    if (allowed.status === 'rejected') throw allowed.reason;
    return contract.reply.parse({ type: 'ack', requestId: message.requestId, data: await handled }) as ServerMessage;
  },
});

/** Counts a message against its own limits, and decides on it. @throws RATE_LIMITED, UNAUTHENTICATED, BANNED */
async function admit({ notBannedFrom, ...contract }: ActionContract, sender: Sender, actor: User, now: Date): Promise<void> {
  const { state, against } = await countAction(contract, sender.userId, now);
  assertAllowed(state);
  const bans = partialBans(against, actor.bans ?? {}, now);
  const refused =
    revocationOf(against, tokenOf(sender), now) ?? (notBannedFrom && partialBanRefusal({ ...actor, bans }, notBannedFrom));
  if (refused) throw refused;
}

/** The token that opened a socket, as far as its session is known by it. Its sign-in was before its ticket was issued. */
const tokenOf = ({ origin, issuedAt }: Sender): TokenOrigin => ({ origin, authTime: epoch(new Date(issuedAt)) });

/** The door of a socket's messages: a table of action -> use case. A refused message leaves its socket open. */
export function messages(...actions: readonly Action[]) {
  const byName = new Map(actions.map((action) => [action.contract.action, action]));
  return middy<APIGatewayProxyWebsocketEventV2, APIGatewayProxyStructuredResultV2>()
    .use(observe('messages'))
    .handler(async (event) => {
      const { connectionId } = event.requestContext;
      try {
        await replyTo(connectionId, await answer(byName, event));
      } catch (error) {
        await replyTo(connectionId, errorMessage(error, event));
      }
      return { statusCode: 200 };
    });
}

async function answer(actions: ReadonlyMap<string, Action>, event: APIGatewayProxyWebsocketEventV2): Promise<ServerMessage> {
  const now = new Date();
  const sender = await senderOf(event.requestContext.connectionId, now);
  note({ userId: sender.userId });
  const frame: { readonly action?: unknown } = frameOf(event);
  const action = actions.get(String(frame.action));
  if (!action) throw invalid('action', 'action: there is no such action');
  note({ action: action.contract.action });
  return action.run(frame, sender, now);
}

function errorMessage(error: unknown, event: APIGatewayProxyWebsocketEventV2): z.input<typeof ErrorMessage> {
  const shown = shownOf(error, event.requestContext.requestId);
  noteFailure(error, shown.code);
  return { type: 'error', requestId: requestIdOf(event), error: shownError(shown) };
}

/** @throws INVALID_INPUT for a message that is too long, or no JSON object */
function frameOf(event: APIGatewayProxyWebsocketEventV2): object {
  const text = textOf(event, 'message');
  if (Buffer.byteLength(text) > MOST_MESSAGE_BYTES)
    throw invalid('message', `message: must be at most ${MOST_MESSAGE_BYTES} bytes`);
  return jsonObject(text, 'message');
}

/** @returns the `requestId` of a message; null if it has no readable one */
function requestIdOf(event: APIGatewayProxyWebsocketEventV2): string | null {
  try {
    return RequestId.safeParse((frameOf(event) as { requestId?: unknown }).requestId).data ?? null;
  } catch {
    return null;
  }
}
