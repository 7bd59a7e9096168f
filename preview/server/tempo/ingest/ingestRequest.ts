import { promisify } from 'node:util';
import { gunzip, inflate } from 'node:zlib';

import { Malformed } from './malformed';

/** A request to a receiver, read to its end or to the limit. */
export interface IngestRequest {
  readonly method: string;
  /** Without the query string. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Null where it is larger than `MAX_BODY_BYTES`. */
  readonly body: Buffer | null;
}

/** `defaultMaxRequestBodySize` of the collector's confighttp, of the body as sent and as unpacked. */
export const MAX_BODY_BYTES = 20 * 1024 * 1024;

const TOO_LARGE = 'http: request body too large';

const unpack = {
  gzip: promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip),
  deflate: promisify<Buffer, { maxOutputLength: number }, Buffer>(inflate),
};

/**
 * The body, unpacked. Of the encodings that the collector takes only gzip and zlib are known here.
 *
 * @throws Malformed in Go's words where it is too large or cannot be unpacked
 */
export async function readContent({ body, headers }: IngestRequest): Promise<Buffer> {
  const encoding = headers['content-encoding'] ?? '';
  const unpacker = unpackerOf(encoding);
  if (body === null) {
    throw new Malformed(TOO_LARGE);
  }
  if (!unpacker) {
    return body;
  }
  try {
    return await unpacker(body, { maxOutputLength: MAX_BODY_BYTES });
  } catch (error) {
    throw new Malformed(wordingOf((error as NodeJS.ErrnoException).code, encoding));
  }
}

function unpackerOf(encoding: string) {
  switch (encoding) {
    case '':
      return null;
    case 'gzip':
      return unpack.gzip;
    case 'deflate':
    case 'zlib':
      return unpack.deflate;
    default:
      throw new Malformed(`unsupported Content-Encoding: ${encoding}`);
  }
}

function wordingOf(code: string | undefined, encoding: string): string {
  switch (code) {
    case 'ERR_BUFFER_TOO_LARGE':
      return TOO_LARGE;
    case 'Z_BUF_ERROR':
      return 'unexpected EOF';
    default:
      return `${encoding === 'gzip' ? 'gzip' : 'zlib'}: invalid header`;
  }
}
