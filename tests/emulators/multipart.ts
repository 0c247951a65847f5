/** One part of a multipart/form-data body. */
export interface Part {
  name: string;
  /** Undefined when the part is a plain field. */
  filename: string | undefined;
  contentType: string | undefined;
  data: Buffer;
}

/** The body isn't multipart/form-data as RFC 7578 wants it. */
export class MultipartError extends Error {}

function boundaryOf(contentType: string): string {
  const match = /^multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(
    contentType,
  );
  const boundary = match?.[1] ?? match?.[2];
  if (boundary === undefined || boundary.length > 70) {
    throw new MultipartError('no usable boundary in Content-Type');
  }
  return boundary;
}

function parameterOf(disposition: string, name: string): string | undefined {
  const match = new RegExp(`;\\s*${name}="((?:[^"\\\\\\r\\n]|\\\\.)*)"`, 'i').exec(disposition);
  return match?.[1]?.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n');
}

function parsePart(raw: Buffer): Part {
  const headerEnd = raw.indexOf('\r\n\r\n');
  if (headerEnd < 0) {
    throw new MultipartError('a part without a blank line after its headers');
  }
  const headers = new Map<string, string>();
  for (const line of raw.subarray(0, headerEnd).toString('utf8').split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon <= 0) {
      throw new MultipartError(`not a header line: ${line.slice(0, 40)}`);
    }
    headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  const disposition = headers.get('content-disposition') ?? '';
  const name = parameterOf(disposition, 'name');
  if (!/^form-data\s*;/i.test(disposition) || name === undefined || name === '') {
    throw new MultipartError('a part without form-data and a name');
  }
  return {
    name,
    filename: parameterOf(disposition, 'filename'),
    contentType: headers.get('content-type'),
    data: raw.subarray(headerEnd + 4),
  };
}

/**
 * Parses a multipart/form-data body strictly: CRLF line ends, delimiters in place, a closing
 * delimiter, nothing but a line end after it. Throws MultipartError on anything else.
 */
export function parseMultipart(contentType: string, body: Buffer): Part[] {
  const delimiter = Buffer.from(`--${boundaryOf(contentType)}`);
  if (!body.subarray(0, delimiter.length).equals(delimiter)) {
    throw new MultipartError('the body does not begin with its delimiter');
  }
  const parts: Part[] = [];
  const separator = Buffer.concat([Buffer.from('\r\n'), delimiter]);
  let position = delimiter.length;
  for (;;) {
    const lineEnd = body.subarray(position, position + 2).toString('latin1');
    if (lineEnd === '--') {
      const rest = body.subarray(position + 2).toString('latin1');
      if (rest !== '' && rest !== '\r\n') {
        throw new MultipartError('data after the closing delimiter');
      }
      return parts;
    }
    if (lineEnd !== '\r\n') {
      throw new MultipartError('a delimiter without a line end');
    }
    const end = body.indexOf(separator, position + 2);
    if (end < 0) {
      throw new MultipartError('no closing delimiter');
    }
    parts.push(parsePart(body.subarray(position + 2, end)));
    position = end + separator.length;
  }
}
