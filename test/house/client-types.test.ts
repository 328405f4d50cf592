import { expect, it } from 'vitest';
import type * as z from 'zod';
import type * as routes from '../../client/generated/routes.ts';
import type { ServerMessage as ClientServerMessage, SocketMessage } from '../../client/generated/types.ts';
import type { Route } from '../../client/route.ts';
import type { ClientMessage } from '../../schemas/actions.ts';
import type { Contract, ReplyData } from '../../schemas/contract.ts';
import type { ServerMessage } from '../../schemas/messages.ts';
import type { ROUTES } from '../../schemas/routes.ts';

/** The compiler compares the generated types of the client with those that zod infers from the contracts: `tsc` fails where one drifts. */

type Routes = typeof routes;
type Name = keyof Routes;
type Typed<N extends Name> = Routes[N] extends Route<infer T> ? T : never;
type Contracts = (typeof ROUTES)[keyof typeof ROUTES][number];
type ContractOf<N> = Extract<Contracts, { readonly name: N }>;

/** A type without the brands of ids, and with all of it readonly. */
type Plain<T> =
  T extends Record<typeof z.$brand, unknown>
    ? string
    : T extends readonly (infer E)[]
      ? readonly Plain<E>[]
      : T extends object
        ? { readonly [K in keyof T]: Plain<T[K]> }
        : T;

type Fits<A, B> = [A] extends [B] ? true : false;
type Same<A, B> = Fits<A, B> extends true ? Fits<B, A> : false;
type KeysOf<T> = T extends unknown ? keyof T : never;

/** The data of a reply, null for one without a body. */
type Data<C extends Contract> = [ReplyData<C>] extends [never] ? null : Plain<ReplyData<C>>;
type PartOf<T, P extends string> = T extends { readonly [K in P]: infer V } ? V : undefined;
type InputOf<C, P extends string> = C extends { readonly [K in P]: infer S extends z.ZodType } ? z.input<S> : undefined;
/** All that the client may send is what the contract takes, with the same names. */
type Takes<N extends Name, P extends 'params' | 'query' | 'body'> =
  Fits<PartOf<Typed<N>, P>, Plain<InputOf<ContractOf<N>, P>>> extends true
    ? Same<KeysOf<PartOf<Typed<N>, P>>, KeysOf<InputOf<ContractOf<N>, P>>>
    : false;

type DriftedData = { [N in Name]: Same<Typed<N>['data'], Data<ContractOf<N>>> extends true ? never : N }[Name];
type DriftedInput = {
  [N in Name]: [Takes<N, 'params'>, Takes<N, 'query'>, Takes<N, 'body'>] extends [true, true, true] ? never : N;
}[Name];

type None<T> = [T] extends [never] ? true : T;
const held: {
  readonly data: None<DriftedData>;
  readonly input: None<DriftedInput>;
  readonly server: Same<ClientServerMessage, Plain<ServerMessage>>;
  readonly client: Fits<SocketMessage, Plain<z.input<typeof ClientMessage>>>;
} = { data: true, input: true, server: true, client: true };

it('the types of the client are those of the contracts', () => {
  expect(Object.values(held)).toEqual([true, true, true, true]);
});
