import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { type DynamoCall, intercept } from '../../test/support/dynamo-calls.ts';
import { fix, release } from '../units/fixed.ts';
import { Waves } from '../units/waves.ts';

/** Calls of DynamoDB in plain values, by waves: those of a wave wait for no answer of each other. */
export type CallWaves = readonly (readonly DynamoCall[])[];

type Handler = (event: APIGatewayProxyEventV2, context: object) => Promise<APIGatewayProxyStructuredResultV2>;

/** Makes the call of a door in this process. @returns the calls of DynamoDB that it makes @throws for an answer that is not 200 */
export async function recordedCalls(door: string, event: APIGatewayProxyEventV2): Promise<CallWaves> {
  const { handler } = (await import(`../../lambdas/${door}.ts`)) as { readonly handler: Handler };
  const waves = new Waves();
  const calls: DynamoCall[][] = [];
  const end = intercept((call, send) =>
    waves.hold(() => {
      const wave = waves.depth - 1;
      // As JSON, since other handlers get it as text: without fields that are undefined.
      calls[wave] = [...(calls[wave] ?? []), JSON.parse(JSON.stringify(call)) as DynamoCall];
      return send();
    }),
  );
  fix('recorded calls');
  try {
    const { statusCode } = await handler(event, { awsRequestId: 'bench', getRemainingTimeInMillis: () => 10_000 });
    if (statusCode !== 200) throw new Error(`${door}: ${statusCode}`);
    return calls;
  } finally {
    release();
    end();
  }
}
