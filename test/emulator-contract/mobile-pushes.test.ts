import { randomBytes } from 'node:crypto';
import {
  CreatePlatformApplicationCommand,
  CreatePlatformEndpointCommand,
  DeleteEndpointCommand,
  PublishCommand,
  SetEndpointAttributesCommand,
  SNSClient,
} from '@aws-sdk/client-sns';
import { beforeAll, describe, expect, it } from 'vitest';
import { aws } from './cloud.ts';

const sns = new SNSClient(aws());
const token = () => randomBytes(32).toString('hex');
let PlatformApplicationArn: string | undefined;
beforeAll(async () => {
  const made = await sns.send(
    new CreatePlatformApplicationCommand({ Name: 'contract', Platform: 'GCM', Attributes: { PlatformCredential: 'key' } }),
  );
  PlatformApplicationArn = made.PlatformApplicationArn;
});
const endpointOf = async (Token: string) =>
  (await sns.send(new CreatePlatformEndpointCommand({ PlatformApplicationArn, Token }))).EndpointArn ?? '';
const publish = (TargetArn: string) =>
  sns.send(new PublishCommand({ TargetArn, MessageStructure: 'json', Message: JSON.stringify({ default: 'news' }) }));

describe('a platform endpoint', () => {
  it('is the same for the same token, under the name of its application', async () => {
    const one = token();
    const endpoint = await endpointOf(one);
    expect(await endpointOf(one)).toBe(endpoint);
    expect(await endpointOf(token())).not.toBe(endpoint);
  });

  // AWS has `endpoint` in the place of `app` in the name.
  it('is named after its application by the emulator', async () => {
    expect(await endpointOf(token())).toContain(':app/GCM/contract/');
  });

  it('can be sent to until it is deleted', async () => {
    const endpoint = await endpointOf(token());
    expect((await publish(endpoint)).MessageId).toBeTruthy();
    await sns.send(new DeleteEndpointCommand({ EndpointArn: endpoint }));
    await expect(publish(endpoint)).rejects.toMatchObject({ name: expect.stringMatching(/NotFound/) });
  });

  // AWS refuses it with EndpointDisabledException: core/notifications/mobile-push.test.ts does as AWS.
  it('that is disabled is sent to by the emulator all the same', async () => {
    const endpoint = await endpointOf(token());
    await sns.send(new SetEndpointAttributesCommand({ EndpointArn: endpoint, Attributes: { Enabled: 'false' } }));
    expect((await publish(endpoint)).MessageId).toBeTruthy();
  });

  it('of no application is refused', async () => {
    const gone = sns.send(
      new CreatePlatformEndpointCommand({ PlatformApplicationArn: `${PlatformApplicationArn}x`, Token: token() }),
    );
    await expect(gone).rejects.toMatchObject({ name: expect.stringMatching(/NotFound/) });
  });
});
