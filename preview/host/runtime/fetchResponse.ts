import type { BackendSrvRequest } from '@grafana/runtime';

/**
 * Body of an answer. Without a `responseType` it is JSON if it can be parsed as such, else text: like
 * Grafana, which does not look at the content type.
 */
export async function decodeBody(
  response: Response,
  responseType: BackendSrvRequest['responseType']
): Promise<unknown> {
  switch (responseType) {
    case 'blob':
      return response.blob();
    case 'arraybuffer':
      return response.arrayBuffer();
    case 'text':
      return response.text();
    case 'json':
      return parseOr(await response.text(), {});
    default: {
      const text = await response.text();
      return parseOr(text, text);
    }
  }
}

function parseOr(text: string, fallback: unknown): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return fallback;
  }
}
