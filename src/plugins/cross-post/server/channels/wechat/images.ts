import sharp from 'sharp';

import type { MediaFile } from '../../services/media';

/** Images that an account has at the platform already, by content: nothing is uploaded twice. */
export interface HostedImages {
  find(
    channelDocumentId: string,
    purpose: 'inline' | 'cover',
    hash: string,
  ): Promise<string | null>;
  keep(
    channelDocumentId: string,
    purpose: 'inline' | 'cover',
    hash: string,
    remote: string,
  ): Promise<void>;
  /** The platform doesn't know it any more. */
  forget(channelDocumentId: string, remote: string): Promise<void>;
}

/** What is read as a picture; anything else (SVG, PDF) is not handed to the decoder. */
const FORMATS = ['jpeg', 'png', 'gif', 'webp'];

/** `uploadimg` takes JPEG and PNG under 1 MB. */
const MAX_INLINE_BYTES = 1_000_000;
const MAX_INLINE_WIDTH = 1080;
const COVER = { width: 900, height: 383 } as const;
/** Decompression bombs end here. */
const MAX_PIXELS = 50_000_000;

const isPicture = (format: string | undefined): boolean =>
  format !== undefined && FORMATS.includes(format);

const open = (bytes: Buffer) => sharp(bytes, { limitInputPixels: MAX_PIXELS }).rotate();

/** An image fit for an article: JPEG or PNG under 1 MB, recompressed where needed; null: not an image. */
export const inlineImage = async (file: MediaFile): Promise<MediaFile | null> => {
  try {
    const { format } = await sharp(file.bytes, { limitInputPixels: MAX_PIXELS }).metadata();
    if (!isPicture(format)) return null;
    if (file.bytes.length < MAX_INLINE_BYTES && (format === 'jpeg' || format === 'png')) {
      const isPng = format === 'png';
      return {
        bytes: file.bytes,
        name: isPng ? 'image.png' : 'image.jpg',
        type: isPng ? 'image/png' : 'image/jpeg',
      };
    }
    for (const quality of [85, 70, 50, 30]) {
      const bytes = await open(file.bytes)
        .resize({ width: MAX_INLINE_WIDTH, withoutEnlargement: true })
        .flatten({ background: '#ffffff' })
        .jpeg({ quality })
        .toBuffer();
      if (bytes.length < MAX_INLINE_BYTES) return { bytes, name: 'image.jpg', type: 'image/jpeg' };
    }
    return null;
  } catch {
    return null;
  }
};

/** A cover in the platform's proportions (2.35:1), cut around the middle. */
export const coverImage = async (file: MediaFile): Promise<MediaFile | null> => {
  try {
    const { format } = await sharp(file.bytes, { limitInputPixels: MAX_PIXELS }).metadata();
    if (!isPicture(format)) return null;
    const bytes = await open(file.bytes)
      .resize({ ...COVER, fit: 'cover' })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 85 })
      .toBuffer();
    return { bytes, name: 'cover.jpg', type: 'image/jpeg' };
  } catch {
    return null;
  }
};

const drawDefaultCover = async (): Promise<MediaFile> => {
  const { width, height } = COVER;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1">
      <stop offset="0" stop-color="#c8161d"/><stop offset="1" stop-color="#8f0f14"/>
    </linearGradient></defs>
    <rect width="100%" height="100%" fill="url(#g)"/>
    <rect y="${height - 48}" width="100%" height="8" fill="#f5d48a"/>
  </svg>`;
  const bytes = await sharp(Buffer.from(svg)).png({ compressionLevel: 9 }).toBuffer();
  return { bytes, name: 'cover.png', type: 'image/png' };
};

let drawn: Promise<MediaFile> | null = null;

/** Cover of articles without a picture: a plain red field with a lighter band, no text. */
export const defaultCover = (): Promise<MediaFile> => (drawn ??= drawDefaultCover());
