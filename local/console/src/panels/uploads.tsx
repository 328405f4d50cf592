import { useState } from 'preact/hooks';
import {
  AddProof,
  ConfirmUpload,
  GetMedia,
  ListUserPicks,
  PresignUpload,
  SetAvatar,
  YouBetError,
} from '../../../../client/index.ts';
import { BadField } from '../bad-field.ts';
import { call, type DataOf, sessions } from '../session.ts';
import { Button, Choice, Field, Outcome, Raw, useAction, useLoad } from '../ui.tsx';
import { Legs } from './picks.tsx';

type Media = DataOf<typeof GetMedia>;
type UploadPurpose = 'avatar' | 'proof';
const PURPOSES: Readonly<Record<UploadPurpose, string>> = { avatar: 'A picture beside your name', proof: 'A proof of a pick' };

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const hex = (bytes: ArrayBuffer): string => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Uploads a file as a phone does, and waits until it is ready or refused. */
async function upload(file: File, purpose: UploadPurpose, show: (media: Media) => void): Promise<Media> {
  const bytes = await file.arrayBuffer();
  const sha256 = hex(await crypto.subtle.digest('SHA-256', bytes));
  const body = { purpose, contentType: file.type as 'image/png', bytes: file.size, sha256 };
  const { url, headers, uploadId } = await call(PresignUpload, { body }).catch((error: unknown) => {
    // The type and the length are those of the file, which is the input.
    const [refused] = error instanceof YouBetError ? (error.details.fields ?? []) : [];
    throw refused ? new BadField('file', `${refused.field}: ${refused.message}`) : error;
  });
  // The length is a header that the browser sends by itself.
  const { 'content-length': _, ...given } = headers;
  const { status } = await fetch(url, { method: 'PUT', headers: given, body: bytes });
  // The bytes may lie there already.
  if (status !== 200 && status !== 412) throw new Error(`The bucket answers with ${status}.`);
  await call(ConfirmUpload, { body: { uploadId } });
  for (let waited = 0; waited < 120_000; waited += 500) {
    const media = await call(GetMedia, { params: { mediaId: uploadId } });
    show(media);
    if (media.state === 'ready' || media.state === 'refused') return media;
    await sleep(500);
  }
  throw new Error('Nothing was decided within two minutes.');
}

export function Uploads() {
  const action = useAction();
  const [purpose, setPurpose] = useState<UploadPurpose>('avatar');
  const [file, setFile] = useState<File>();
  const [media, setMedia] = useState<Media>();
  const send = async () => {
    if (!file) return undefined;
    setMedia(undefined);
    const { state, reason } = await upload(file, purpose, setMedia);
    return state === 'ready' ? 'It is ready.' : `It was refused: ${reason}.`;
  };
  return (
    <>
      <div class="row">
        <Choice {...{ action }} name="purpose" label="For" value={purpose} onValue={setPurpose} of={PURPOSES} />
        <Field {...{ action }} name="file" label="Picture">
          {(attributes) => (
            <input
              {...attributes}
              type="file"
              accept="image/*"
              onChange={({ currentTarget }) => setFile(currentTarget.files?.[0])}
            />
          )}
        </Field>
        <Button {...{ action }} name="upload" work={send} kind="main" disabled={file === undefined}>
          Upload
        </Button>
      </div>
      <Outcome {...{ action }} />
      {!media && <p class="faint">The bytes go to their bucket by a signed address. They are scanned, and written anew.</p>}
      {media && <Uploaded {...{ media }} />}
    </>
  );
}

function Uploaded({ media }: { readonly media: Media }) {
  const { mediaId, state, reason, purpose, width, height, bytes, urls } = media;
  return (
    <section class="card" aria-label="Upload">
      <h2>
        {purpose} <span class={`badge ${state}`}>{state}</span>
      </h2>
      {reason !== null && <p class="error">{reason}</p>}
      {urls && <img src={urls['256']} alt="Written anew" />}
      {state === 'ready' && (
        <p class="faint">
          {width} × {height}, {bytes} bytes
        </p>
      )}
      {state === 'ready' && purpose === 'avatar' && <Avatar {...{ mediaId }} />}
      {state === 'ready' && purpose === 'proof' && <Proof {...{ mediaId }} />}
      <Raw value={media} />
    </section>
  );
}

function Avatar({ mediaId }: Pick<Media, 'mediaId'>) {
  const action = useAction();
  const work = async () => {
    await call(SetAvatar, { body: { mediaId } });
    return 'It is shown beside your name now.';
  };
  return (
    <>
      <Button {...{ action, work }} name="avatar" kind="main">
        Show it beside my name
      </Button>
      <Outcome {...{ action }} />
    </>
  );
}

function Proof({ mediaId }: Pick<Media, 'mediaId'>) {
  const action = useAction();
  const user = sessions.value.current ?? '';
  const { data, error } = useLoad(() => call(ListUserPicks, { params: { user }, query: { status: 'open' } }), [user]);
  const add = (pickId: NonNullable<typeof data>[number]['id']) => async () => {
    const { verified } = await call(AddProof, { params: { pickId }, body: { mediaId } });
    return verified ? 'It proves the pick, which is verified now.' : 'It was added.';
  };
  return (
    <>
      <h3>Prove which open pick?</h3>
      {error !== null && <p class="error">{error}</p>}
      {data?.length === 0 && <p class="faint">You have no open pick: place one in Events.</p>}
      <ul class="list">
        {data?.map((pick) => (
          <li key={pick.id} class="row">
            <div class="grow">
              <Legs of={pick} />
            </div>
            <Button {...{ action }} name={pick.id} work={add(pick.id)}>
              Add as proof
            </Button>
          </li>
        ))}
      </ul>
      <Outcome {...{ action }} />
    </>
  );
}
