import {
  CreatePlatformEndpointCommand,
  DeleteEndpointCommand,
  PublishCommand,
  SetEndpointAttributesCommand,
  SNSClient,
} from '@aws-sdk/client-sns';
import { env } from '#platform/env';
import { injectable } from '#platform/injectable';
import type { Platform } from '#schemas/mobile-devices';

/** A text for a mobile device. */
export interface MobileText {
  readonly title: string;
  readonly body: string;
  /** A device shows one text of a tag: a later one takes the place of the earlier. */
  readonly tag: string;
  /** Identifiers for the app, which opens what they name. */
  readonly data: Readonly<Record<string, string>>;
}

/** The way to mobile devices. */
export interface MobilePush {
  /** The endpoint of a token, the same for the same token, ready to be sent to; null where nobody has made the application of the platform. */
  endpointOf(platform: Platform, token: string): Promise<string | null>;
  /** @returns false when the token is good no more: the app was removed, or has another one @throws on every other failure */
  send(endpoint: string, text: MobileText): Promise<boolean>;
  /** Deletes an endpoint. One that is not there does no harm. */
  forget(endpoint: string): Promise<void>;
}

/** The part of the client that is used here. */
interface Sns {
  // biome-ignore lint/suspicious/noExplicitAny: as the SDK's own overloads
  send(command: any): Promise<any>;
}

/** Seconds for which a platform tries to deliver: a text of this morning is no news tomorrow. */
const LIFE = '43200';
/** The errors that SNS has for an endpoint that cannot be sent to any more. */
const GONE: ReadonlySet<string> = new Set(['EndpointDisabledException', 'EndpointDisabled', 'NotFoundException', 'NotFound']);
const ANOTHER_SETTING = /Endpoint (arn:\S+) already exists with the same Token/;

/** The platform application of SNS, which is made by hand (docs/deploying.md). */
const APPLICATIONS: Readonly<Record<Platform, () => string>> = {
  ios: () => env('MOBILE_APPLICATION_IOS'),
  android: () => env('MOBILE_APPLICATION_ANDROID'),
};

/** Mobile pushes by the platform endpoints of SNS: https://docs.aws.amazon.com/sns/latest/dg/sns-mobile-application-as-subscriber.html */
export function snsMobilePush(sns: Sns): MobilePush {
  return {
    async endpointOf(platform, token) {
      const PlatformApplicationArn = APPLICATIONS[platform]();
      try {
        const made = await sns.send(new CreatePlatformEndpointCommand({ PlatformApplicationArn, Token: token }));
        return made.EndpointArn;
      } catch (error) {
        if (GONE.has((error as Error).name)) return null;
        // The token was disabled, and an app registers it anew: https://docs.aws.amazon.com/sns/latest/dg/mobile-platform-endpoint.html
        const [, EndpointArn] = ANOTHER_SETTING.exec((error as Error).message) ?? [];
        if (EndpointArn === undefined) throw error;
        await sns.send(new SetEndpointAttributesCommand({ EndpointArn, Attributes: { Enabled: 'true', Token: token } }));
        return EndpointArn;
      }
    },
    async send(endpoint, text) {
      try {
        await sns.send(new PublishCommand({ TargetArn: endpoint, MessageStructure: 'json', ...published(endpoint, text) }));
        return true;
      } catch (error) {
        if (GONE.has((error as Error).name)) return false;
        throw error;
      }
    },
    async forget(endpoint) {
      await sns.send(new DeleteEndpointCommand({ EndpointArn: endpoint }));
    },
  };
}

const text = (StringValue: string) => ({ DataType: 'String', StringValue });

/** A text in the form of the platform that an endpoint's name says: `arn:...:endpoint/APNS/<application>/<id>`. */
function published(endpoint: string, { title, body, tag, data }: MobileText) {
  const [, platform = ''] = endpoint.split('/');
  const isApple = platform.startsWith('APNS');
  const payload = isApple
    ? { aps: { alert: { title, body }, 'thread-id': tag, sound: 'default' }, ...data }
    : {
        fcmV1Message: { message: { notification: { title, body }, data, android: { collapse_key: tag, notification: { tag } } } },
      };
  const prefix = `AWS.SNS.MOBILE.${isApple ? platform : 'FCM'}`;
  return {
    Message: JSON.stringify({ default: body, [platform]: JSON.stringify(payload) }),
    MessageAttributes: {
      [`${prefix}.TTL`]: text(LIFE),
      ...(isApple && { 'AWS.SNS.MOBILE.APNS.COLLAPSE_ID': text(tag), 'AWS.SNS.MOBILE.APNS.PUSH_TYPE': text('alert') }),
    },
  };
}

export const mobilePush = injectable((): MobilePush => snsMobilePush(new SNSClient({ maxAttempts: 3 })));
