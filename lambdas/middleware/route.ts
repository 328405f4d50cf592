import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type * as z from 'zod';
import type { User, Viewer } from '#actor';
import type { Page } from '#data/cursor';
import type { DomainError } from '#errors';
import type { Contract } from '#schemas/contract';
import { ERROR_STATUS } from '#schemas/errors';
import { check, jsonObject, textOf } from './input.ts';

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;
type ActorOf<C extends Contract> = C['access'] extends 'user' | 'admin' ? User : Viewer;

/** A checked request. `now` is read once, here, for all that follows. */
export interface Call<C extends Contract> {
  readonly actor: ActorOf<C>;
  readonly now: Date;
  readonly params: Parsed<C['params']>;
  readonly query: Parsed<C['query']>;
  readonly body: Parsed<C['body']>;
  readonly headers: Parsed<C['headers']>;
  /** The caller's network, for what is limited by it. */
  readonly network: string;
}

type Result<C extends Contract> = C extends { paged: true }
  ? Page<z.input<C['reply']> extends (infer T)[] ? T : never>
  : z.input<C['reply']>;

export interface Route {
  readonly contract: Contract;
  run(event: APIGatewayProxyEventV2, actor: Viewer, network: string, now: Date): Promise<APIGatewayProxyStructuredResultV2>;
}

/** Binds a contract to what it does: checks what comes in and what goes out. */
export function on<const C extends Contract>(contract: C, handle: (call: Call<C>) => Promise<Result<C>>): Route {
  return {
    contract,
    async run(event, actor, network, now) {
      const call = {
        actor,
        now,
        network,
        params: check(contract.params, event.pathParameters ?? {}),
        query: check(contract.query, event.queryStringParameters ?? {}),
        body: contract.body && check(contract.body, bodyOf(event)),
        headers: contract.headers && check(contract.headers, pick(event.headers, Object.keys(contract.headers.shape))),
      } as Call<C>;
      const result = await handle(call);
      const timestamp = now.toISOString();
      if (!contract.paged)
        return reply(contract.status, { success: true, data: contract.reply.parse(result), meta: { timestamp } });
      const { items, cursor } = result as Page<unknown>;
      const pagination = { limit: (call.query as { limit: number }).limit, cursor, hasMore: cursor !== null };
      return reply(contract.status, { success: true, data: contract.reply.parse(items), meta: { timestamp, pagination } });
    },
  };
}

export const reply = (statusCode: number, body: object): APIGatewayProxyStructuredResultV2 => ({
  statusCode,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
});

/** The error envelope. */
export const refusal = ({ code, message, details = {} }: DomainError): APIGatewayProxyStructuredResultV2 =>
  reply(ERROR_STATUS[code], { success: false, error: { code, message, details }, meta: { timestamp: new Date().toISOString() } });

const pick = (headers: Readonly<Record<string, string | undefined>>, names: readonly string[]) =>
  Object.fromEntries(names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])));

function bodyOf(event: APIGatewayProxyEventV2): object {
  const text = textOf(event);
  return text.trim() === '' ? {} : jsonObject(text, 'body');
}
