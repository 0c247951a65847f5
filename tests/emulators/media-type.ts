export type MediaType = 'jpg' | 'png' | 'gif' | 'bmp' | 'mp4' | 'mp3' | 'amr' | 'wav';

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** What the bytes are, by their signature; undefined when none of the platforms would know. */
export function sniffMediaType(bytes: Buffer): MediaType | undefined {
  const ascii = (from: number, to: number): string => bytes.toString('latin1', from, to);
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) {
    return 'jpg';
  }
  if (bytes.subarray(0, 8).equals(PNG_SIGNATURE) && ascii(12, 16) === 'IHDR') {
    return 'png';
  }
  if (ascii(0, 6) === 'GIF87a' || ascii(0, 6) === 'GIF89a') {
    return 'gif';
  }
  if (ascii(0, 2) === 'BM' && bytes.length > 26) {
    return 'bmp';
  }
  if (ascii(4, 8) === 'ftyp') {
    return 'mp4';
  }
  if (ascii(0, 3) === 'ID3' || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0)) {
    return 'mp3';
  }
  if (ascii(0, 5) === '#!AMR') {
    return 'amr';
  }
  return ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WAVE' ? 'wav' : undefined;
}

/** MIME type to serve an image with. */
export function mimeOf(type: MediaType | undefined): string {
  switch (type) {
    case 'jpg':
      return 'image/jpeg';
    case 'png':
    case 'gif':
    case 'bmp':
      return `image/${type}`;
    default:
      return 'application/octet-stream';
  }
}

/** Lower-case extension of a file name without its dot; '' when there is none. */
export function extensionOf(filename: string): string {
  return /\.([A-Za-z0-9]+)$/.exec(filename)?.[1]?.toLowerCase() ?? '';
}
