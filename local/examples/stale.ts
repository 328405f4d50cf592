import { MESSAGES } from '../../docs/asyncapi.ts';
import type { CallExample, CallExamples, MessageExamples } from '../../docs/examples.ts';
import type { Contract } from '../../schemas/contract.ts';
import { ROUTES } from '../../schemas/routes.ts';
import { isGood, isNamed, variantOf } from './choose.ts';
import type { RecordedCall, RecordedMessage } from './recorder.ts';
import { isId, kindOf, objectsIn } from './shape.ts';

/** Compares the committed examples with what stories have sent and received in a run. */

type Json = Readonly<Record<string, unknown>>;
const objectsByPlace = (values: readonly unknown[]): ReadonlyMap<string, readonly Json[]> => {
  const found = new Map<string, Json[]>();
  for (const [place, object] of values.flatMap((value) => [...objectsIn(value)])) {
    const all = found.get(place) ?? [];
    found.set(place, all);
    all.push(object);
  }
  return found;
};

/**
 * The ways in which an example differs from the values of a run. A place with no object in the run, and a null, tell nothing: some are empty by
 * chance of time.
 */
export function differences(example: unknown, values: readonly unknown[]): string[] {
  const came = objectsByPlace(values);
  return [...objectsIn(example)].flatMap(([place, object]) => {
    const others = came.get(place);
    return others ? differencesOf(place, object, others) : [];
  });
}

function differencesOf(place: string, object: Json, others: readonly Json[]): string[] {
  const changed = Object.entries(object).flatMap(([name, value]) => {
    if (isId(name)) return [];
    const kinds = new Set(others.filter((one) => name in one).map((one) => kindOf(one[name])));
    if (kinds.size === 0) return [`${place}.${name} did not come`];
    const isSame = value === null || kinds.has(kindOf(value)) || (kinds.size === 1 && kinds.has('null'));
    return isSame ? [] : [`${place}.${name} is a ${[...kinds].join(' or ')}, not a ${kindOf(value)}`];
  });
  const [first = {}] = others;
  const constant = Object.keys(first).filter((name) => !isId(name) && others.every((one) => name in one));
  return [...changed, ...constant.filter((name) => !(name in object)).map((name) => `${place}.${name} always came`)];
}

/** The calls of a run that an example stands for. */
const callsOf = (contract: Contract, { status, variant }: CallExample, calls: readonly RecordedCall[]): readonly RecordedCall[] =>
  calls.filter(
    (call) =>
      call.name === contract.name && call.status === status && (variant === undefined || variantOf(contract, call) === variant),
  );

/** A line for each example that is not what came in the run; none when all stand. */
export function staleExamples(examples: CallExamples, calls: readonly RecordedCall[]): string[] {
  const contracts: readonly Contract[] = Object.values(ROUTES).flat();
  return contracts.flatMap((contract) =>
    (examples[contract.name] ?? []).flatMap((example) => {
      const title = [contract.name, example.status, example.variant].filter((part) => part !== undefined).join(' ');
      const came = callsOf(contract, example, calls);
      if (came.length === 0) return [`${title}: no story calls it any more`];
      if (!isGood(example.status)) return [];
      return differences(
        example.reply.body,
        came.map(({ reply }) => reply.body),
      ).map((each) => `${title}: ${each}`);
    }),
  );
}

/** The same for messages. Some may be lost, so that one which did not come in a run is not stale. */
export function staleMessages(examples: MessageExamples, messages: readonly RecordedMessage[]): string[] {
  return Object.entries(MESSAGES).flatMap(([name, schema]) => {
    const came = messages.filter((message) => isNamed(name, schema, message)).map(({ payload }) => payload);
    if (came.length === 0) return [];
    return (examples[name] ?? []).flatMap((example) => differences(example, came).map((each) => `${name}: ${each}`));
  });
}
