import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GoneException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { env } from '#platform/env';
import { injectable } from '#platform/injectable';

/** The part of the client that is used here. */
interface Gateway {
  send(
    command: PostToConnectionCommand | DeleteConnectionCommand,
    options?: { readonly abortSignal?: AbortSignal },
  ): Promise<unknown>;
}

export const gateway = injectable(
  (): Gateway => new ApiGatewayManagementApiClient({ endpoint: env('WS_MANAGEMENT_URL'), maxAttempts: 3 }),
);

/**
 * Posts a text to a connection.
 * @param abortSignal ends the call, as a failure
 * @returns false when there is no such connection (410) @throws on every other failure, a full buffer of the client's (429) among them
 */
export const post = (connectionId: string, text: string, abortSignal?: AbortSignal): Promise<boolean> =>
  unlessGone(
    gateway().send(new PostToConnectionCommand({ ConnectionId: connectionId, Data: text }), {
      ...(abortSignal && { abortSignal }),
    }),
  );

/** Closes a connection. @returns false when there is no such connection (410) @throws on every other failure */
export const closeConnection = (connectionId: string): Promise<boolean> =>
  unlessGone(gateway().send(new DeleteConnectionCommand({ ConnectionId: connectionId })));

async function unlessGone(sent: Promise<unknown>): Promise<boolean> {
  try {
    await sent;
    return true;
  } catch (error) {
    if (error instanceof GoneException) return false;
    throw error;
  }
}
