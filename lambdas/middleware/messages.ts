import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2, APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import type * as z from 'zod';
import { revocationOf, type TokenOrigin } from '#core/limits';
import { replyTo, type Sender, senderOf } from '#core/realtime';
import { invalid } from '#errors';
import { epoch } from '#platform/clock';
import { type ActionContract, RequestId } from '#schemas/actions';
import type { ErrorMessage, ServerMessage } from '#schemas/messages';
import { check, jsonObject, shownOf, textOf } from './input.ts';
import { assertAllowed, countAction } from './limits.ts';
import { note, noteFailure, observe } from './observe.ts';

/** A checked message. */
interface ActionCall<A extends ActionContract> {
  readonly sender: Sender;
  readonly message: z.output<A['message']>;
  readonly now: Date;
}

interface Action {
  readonly contract: ActionContract;
  run(frame: object, sender: Sender, now: Date): Promise<ServerMessage>;
}

/** Binds a socket's action to its use case, which returns the reply's fields beside `type` and `requestId`. */
export const onAction = <const A extends ActionContract>(
  contract: A,
  handle: (call: ActionCall<A>) => Promise<Omit<z.input<A['reply']>, 'type' | 'requestId'>>,
): Action => ({
  contract,
  async run(frame, sender, now) {
    const message = check(contract.message, frame);
    const { state, against } = await countAction(contract, sender.userId, now);
    assertAllowed(state);
    const revoked = revocationOf(against, tokenOf(sender), now);
    if (revoked) throw revoked;
    const fields = await handle({ message, sender, now } as ActionCall<A>);
    const { requestId } = message;
    return contract.reply.parse({ type: contract.reply.shape.type.value, requestId, ...fields }) as ServerMessage;
  },
});

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
  const { code, message, details = {} } = shownOf(error, event.requestContext.requestId);
  noteFailure(error, code);
  return { type: 'error', requestId: requestIdOf(event), error: { code, message, details } };
}

const frameOf = (event: APIGatewayProxyWebsocketEventV2): object => jsonObject(textOf(event, 'message'), 'message');

/** @returns the `requestId` of a message; null if it has no readable one */
function requestIdOf(event: APIGatewayProxyWebsocketEventV2): string | null {
  try {
    return RequestId.safeParse((frameOf(event) as { requestId?: unknown }).requestId).data ?? null;
  } catch {
    return null;
  }
}
