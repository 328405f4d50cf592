/** A kind of picture that can be read. */
export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'heic' | 'avif';

const startsWith = (bytes: Uint8Array, start: string, at = 0): boolean => {
  for (let i = 0; i < start.length; i++) if (bytes[at + i] !== start.charCodeAt(i)) return false;
  return true;
};

/** Brands of ISO 14496-12 files with a picture in HEVC. */
const HEVC_BRANDS = ['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis'];
const AV1_BRANDS = ['avif', 'avis'];

/**
 * The kind of picture that bytes are, by how they begin; null for anything else. Names, headers and what the phone said count for nothing.
 */
export function pictureFormat(bytes: Uint8Array): PictureFormat | null {
  if (startsWith(bytes, '\xff\xd8\xff')) return 'jpeg';
  if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) return 'png';
  if (startsWith(bytes, 'GIF87a') || startsWith(bytes, 'GIF89a')) return 'gif';
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8)) return 'webp';
  return startsWith(bytes, 'ftyp', 4) ? isoFormat(bytes) : null;
}

/** The brands of the first box name the codec: the major one, or one of those beside it where that is general (`mif1`). */
function isoFormat(bytes: Uint8Array): PictureFormat | null {
  const size = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0);
  const brands: string[] = [];
  for (let at = 8; at + 4 <= Math.min(size, bytes.length, 256); at += 4)
    if (at !== 12) brands.push(String.fromCharCode(...bytes.subarray(at, at + 4)));
  if (brands.some((brand) => AV1_BRANDS.includes(brand))) return 'avif';
  return brands.some((brand) => HEVC_BRANDS.includes(brand)) ? 'heic' : null;
}
