import { beforeAll, describe, expect, it } from 'vitest';
import { type MobileText, snsMobilePush } from './mobile-push.ts';

const IOS = 'arn:aws:sns:us-east-1:000000000000:app/APNS_SANDBOX/youbet-test';
const ANDROID = 'arn:aws:sns:us-east-1:000000000000:app/GCM/youbet-test';
const endpointOf = (application: string, token: string) => `${application.replace(':app/', ':endpoint/')}/${token}`;
const text: MobileText = { title: 'YouBet', body: 'A pick of yours was settled.', tag: 'n1', data: { kind: 'pick-settled' } };

beforeAll(() => {
  Object.assign(process.env, { MOBILE_APPLICATION_IOS: IOS, MOBILE_APPLICATION_ANDROID: ANDROID });
});

const failure = (name: string, message = name) => Object.assign(new Error(message), { name });

/** Answers as SNS does: https://docs.aws.amazon.com/sns/latest/api/API_CreatePlatformEndpoint.html, API_Publish.html */
class SnsStandIn {
  readonly enabled = new Map<string, boolean>();
  readonly published: { TargetArn: string; Message: string; MessageAttributes: Record<string, { StringValue: string }> }[] = [];
  // biome-ignore lint/suspicious/noExplicitAny: as the SDK's own overloads
  async send({ constructor: { name }, input }: any): Promise<any> {
    if (name === 'CreatePlatformEndpointCommand') return this.#create(input);
    if (name === 'SetEndpointAttributesCommand') return this.enabled.set(input.EndpointArn, input.Attributes.Enabled === 'true');
    if (name === 'DeleteEndpointCommand') return this.enabled.delete(input.EndpointArn);
    if (!this.enabled.has(input.TargetArn)) throw failure('NotFoundException');
    if (!this.enabled.get(input.TargetArn)) throw failure('EndpointDisabledException');
    return this.published.push(input);
  }
  #create({ PlatformApplicationArn, Token }: { PlatformApplicationArn: string; Token: string }) {
    if (Token.startsWith('lost')) throw failure('NotFoundException', 'PlatformApplication does not exist');
    if (Token.startsWith('bad')) throw failure('InvalidParameterException', 'Invalid parameter: Token');
    const EndpointArn = endpointOf(PlatformApplicationArn, Token);
    if (this.enabled.get(EndpointArn) === false)
      throw failure(
        'InvalidParameterException',
        `Invalid parameter: Token Reason: Endpoint ${EndpointArn} already exists with the same Token, but different attributes.`,
      );
    this.enabled.set(EndpointArn, true);
    return { EndpointArn };
  }
}

describe('mobile pushes by SNS', () => {
  it('go to the endpoint of a token, which is the same each time', async () => {
    const sns = new SnsStandIn();
    const push = snsMobilePush(sns);
    const endpoint = await push.endpointOf('ios', 'token');
    expect(endpoint).toBe(await push.endpointOf('ios', 'token'));
    expect(await push.send(endpoint as string, text)).toBe(true);
    const [{ Message = '', MessageAttributes = {} } = {}] = sns.published;
    const { default: plain, APNS_SANDBOX } = JSON.parse(Message);
    expect(plain).toBe(text.body);
    expect(JSON.parse(APNS_SANDBOX)).toEqual({
      aps: { alert: { title: text.title, body: text.body }, 'thread-id': 'n1', sound: 'default' },
      kind: 'pick-settled',
    });
    expect(MessageAttributes['AWS.SNS.MOBILE.APNS.COLLAPSE_ID']?.StringValue).toBe('n1');
    expect(MessageAttributes['AWS.SNS.MOBILE.APNS_SANDBOX.TTL']?.StringValue).toBe('43200');
  });

  it('to Android have the form of FCM, version 1', async () => {
    const sns = new SnsStandIn();
    const push = snsMobilePush(sns);
    await push.send((await push.endpointOf('android', 'token')) as string, text);
    const { GCM } = JSON.parse(sns.published[0]?.Message ?? '');
    expect(JSON.parse(GCM).fcmV1Message.message).toMatchObject({
      notification: { title: text.title, body: text.body },
      data: { kind: 'pick-settled' },
      android: { collapse_key: 'n1', notification: { tag: 'n1' } },
    });
  });

  it('find a token that was disabled, or whose endpoint is gone, good no more', async () => {
    const sns = new SnsStandIn();
    const push = snsMobilePush(sns);
    const endpoint = (await push.endpointOf('android', 'token')) as string;
    sns.enabled.set(endpoint, false);
    expect(await push.send(endpoint, text)).toBe(false);
    await push.forget(endpoint);
    expect(await push.send(endpoint, text)).toBe(false);
  });

  it('enable a disabled endpoint again when its token is registered again', async () => {
    const sns = new SnsStandIn();
    const push = snsMobilePush(sns);
    const endpoint = (await push.endpointOf('android', 'token')) as string;
    sns.enabled.set(endpoint, false);
    expect(await push.endpointOf('android', 'token')).toBe(endpoint);
    expect(await push.send(endpoint, text)).toBe(true);
  });

  it('are not sent where nobody has made the application, and fail for every other reason', async () => {
    const push = snsMobilePush(new SnsStandIn());
    expect(await push.endpointOf('ios', 'lost')).toBeNull();
    await expect(push.endpointOf('ios', 'bad')).rejects.toThrow('Invalid parameter: Token');
    const failing = snsMobilePush({ send: async () => Promise.reject(failure('InternalErrorException')) });
    await expect(failing.send(endpointOf(IOS, 'token'), text)).rejects.toThrow();
  });
});
