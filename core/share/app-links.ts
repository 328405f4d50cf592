/**
 * The files by which a phone opens links to picks in the app: https://developer.apple.com/documentation/xcode/supporting-associated-domains and
 * https://developer.android.com/training/app-links/configure-assetlinks.
 */
import { DomainError } from '#errors';
import { env } from '#platform/env';
import { type LinkedApps, SharePick } from '#schemas/share';

const apps = (): LinkedApps => JSON.parse(env('LINKED_APPS')) as LinkedApps;
const noApp = () => new DomainError('NOT_FOUND', 'No app is registered for links to this address.');

/** @throws NOT_FOUND where the settings name no app for iOS */
export async function appleAssociation(): Promise<string> {
  const { ios } = apps();
  if (!ios) throw noApp();
  const components = [{ '/': SharePick.path.replace('{pickId}', '*') }];
  return JSON.stringify({ applinks: { details: [{ appIDs: [`${ios.teamId}.${ios.bundleId}`], components }] } });
}

/** @throws NOT_FOUND where the settings name no app for Android */
export async function assetLinks(): Promise<string> {
  const { android } = apps();
  if (!android) throw noApp();
  const target = {
    namespace: 'android_app',
    package_name: android.package,
    sha256_cert_fingerprints: android.fingerprints,
  };
  return JSON.stringify([{ relation: ['delegate_permission/common.handle_all_urls'], target }]);
}
