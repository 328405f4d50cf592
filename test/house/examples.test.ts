import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MESSAGES } from '../../docs/asyncapi.ts';
import { callExamples, DOMAINS, exampleFile, messageExamples, REFUSALS, refusalExamples, SOCKET } from '../../docs/examples.ts';
import { document, text } from '../../docs/openapi.ts';
import { SOCKET_EXAMPLES } from '../../docs/socket-examples.ts';
import { checkReply } from '../../local/client/api.ts';
import { checkExample, kindsOf } from '../../local/examples/choose.ts';
import { privateIn } from '../../local/examples/private.ts';
import { type Contract, errorsOf } from '../../schemas/contract.ts';
import { ERROR_STATUS, type ErrorCode } from '../../schemas/errors.ts';
import { ROUTES } from '../../schemas/routes.ts';

const CONTRACTS: readonly Contract[] = Object.values(ROUTES).flat();
const CALLS = callExamples();
const REFUSED = refusalExamples();

/** Routes and statuses that no story can bring about, with the reason. */
const WITHOUT: Readonly<Record<string, string>> = {
  'ConfirmStakeLimit 200': 'A raised limit is confirmed a day after it was asked for.',
  'ShowAssetLinks 200': 'The local environment has no Android app.',
};
/** Codes that no story can bring about, with the reason. */
const CODES_WITHOUT: Readonly<Partial<Record<ErrorCode, string>>> = {
  INTERNAL: 'Nobody knows of a way to it.',
  FEED_SESSION_EXPIRED: 'A feed lives for longer than a story.',
  GROUP_FULL: 'A full group takes more people than a story signs up.',
  SECOND_PROOF_REQUIRED: 'It is asked for a number that nobody has used for 90 days.',
  STEP_UP_REQUIRED: 'It is asked for five minutes after a sign-in.',
};

describe('every route has an example of each success', () => {
  const wanted = CONTRACTS.flatMap((contract) =>
    Object.keys(contract.replies)
      .filter((status) => Number(status) < 400)
      .map((status) => [`${contract.name} ${status}`, contract, Number(status)] as const),
  );
  it.each(wanted)('%s', (title, contract, status) => {
    const found = (CALLS[contract.name] ?? []).filter((one) => one.status === status);
    expect(found.length > 0, `npm run examples takes it from a story in test/e2e`).toBe(!(title in WITHOUT));
    for (const { request } of found) expect('body' in request).toBe(contract.body !== undefined);
  });
  const kinds = CONTRACTS.flatMap((contract) => (kindsOf(contract)?.kinds ?? []).map((kind) => [contract.name, kind] as const));
  it.each(kinds)('%s takes a %s', (name, kind) => {
    expect(CALLS[name]?.some(({ variant }) => variant === kind)).toBe(!(`${name} ${kind}` in WITHOUT));
  });
  it('and there are no others', () => {
    expect(Object.keys(CALLS).filter((name) => !CONTRACTS.some((contract) => contract.name === name))).toEqual([]);
    expect(Object.keys(WITHOUT).filter((title) => !wanted.some(([one]) => one === title))).toEqual([]);
  });
});

it.each(CONTRACTS.map((contract) => [contract.name, contract] as const))('%s takes and gives its examples', (name, contract) => {
  for (const example of CALLS[name] ?? []) checkExample(contract, example);
});

describe('docs/openapi.json shows them', () => {
  type Media = { readonly example?: unknown; readonly examples?: object };
  type Operation = {
    readonly parameters?: readonly { readonly name: string; readonly example?: unknown }[];
    readonly requestBody?: { readonly content: Record<string, Media> };
    readonly responses: Record<string, { readonly content?: Record<string, Media>; readonly headers?: Record<string, Media> }>;
  };
  const { paths } = document() as unknown as { paths: Record<string, Record<string, Operation>> };
  const operationOf = (path: string, method: string) => paths[path]?.[method.toLowerCase()] as Operation;
  const shown = (media: Media | undefined) => media !== undefined && ('example' in media || 'examples' in media);
  it('with nothing else changed by their print', () => {
    expect(JSON.parse(text())).toEqual(JSON.parse(JSON.stringify(document())));
  });
  it.each(Object.keys(CALLS))('%s', (name) => {
    const { path, method, body } = CONTRACTS.find((one) => one.name === name) as Contract;
    const { requestBody, responses, parameters = [] } = operationOf(path, method);
    const { params, query } = CALLS[name]?.[0]?.request ?? {};
    const sent = Object.entries({ ...params, ...query });
    const inDocument = parameters.filter(({ example }) => example !== undefined).map((one) => [one.name, String(one.example)]);
    expect(inDocument.filter(([header]) => header !== 'idempotency-key').toSorted()).toEqual(sent.toSorted());
    if (body) expect(shown(requestBody?.content['application/json'])).toBe(true);
    for (const { status, reply } of CALLS[name] ?? []) {
      if (reply.body !== undefined) expect(Object.values(responses[status]?.content ?? {}).map(shown)).toEqual([true]);
      if (reply.location !== undefined) expect(responses[status]?.headers?.Location?.example).toBe(reply.location);
    }
  });
});

describe('every refusal has an example', () => {
  const codes = [...new Set(CONTRACTS.flatMap(errorsOf))];
  it.each(codes)('%s', (code) => {
    const example = REFUSED[code];
    expect(example !== undefined).toBe(!(code in CODES_WITHOUT));
    const contract = CONTRACTS.find((one) => errorsOf(one).includes(code)) as Contract;
    if (example) checkReply(contract, ERROR_STATUS[code], JSON.stringify(example));
    if (example) expect(example).toMatchObject({ error: { code } });
  });
  it("the gateway's own too, and nothing else has one", () => {
    expect(REFUSED.GATEWAY_401).toEqual({ message: expect.any(String) });
    const others = Object.keys(REFUSED).filter((key) => !(codes as string[]).includes(key));
    expect(others.filter((key) => !/^GATEWAY_\d{3}$/.test(key))).toEqual([]);
  });
});

describe('every message of a socket has its examples', () => {
  const messages = messageExamples();
  it.each(Object.entries(MESSAGES))('%s', (name, schema) => {
    expect(messages[name]?.length).toBe(SOCKET_EXAMPLES[name]?.length);
    messages[name]?.forEach((payload, i) => {
      schema.parse(payload);
      expect(SOCKET_EXAMPLES[name]?.[i]?.is?.(payload as object) ?? true, `example ${i + 1}`).toBe(true);
    });
  });
});

describe('nothing secret or personal stands in an example', () => {
  it.each([...DOMAINS, REFUSALS, SOCKET].map((name) => exampleFile(name)))('%s', (file) => {
    expect(privateIn(readFileSync(file, 'utf8'))).toEqual([]);
  });
});
