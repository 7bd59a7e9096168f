/**
 * Whether the path of a route fits a request. Segments are compared one by one after decoding, so that an encoded slash
 * never separates. `*` at the end takes all that follows (at least a slash); `:name`, and `*` elsewhere, any one segment.
 * A slash at either end makes no difference.
 *
 * Source: Grafana 12.3, pkg/web/tree.go, as pkg/api/pluginproxy/pluginproxy.go uses it (one route a tree).
 *
 * @param pattern `path` of the route; patterns with regular expressions, `*.*` and `?` are not part of the preview
 * @param path what follows the plugin's ID in the URL, percent-encoded
 * @returns what the `*` at the end stands for, decoded ("" without one); undefined if it does not fit
 */
export function matchRoutePath(pattern: string, path: string): { wildcard: string } | undefined {
  const wanted = pattern.replace(/\/$/, '').replace(/^\//, '').split('/');
  const unknown = wanted.find((segment) => /[?]|^\*\.\*$|.:|:\w*\W/.test(segment));
  if (unknown !== undefined) {
    throw new Error(`the preview does not know "${unknown}" in the path "${pattern}" of a route`);
  }
  return matchSegments(wanted, path.replace(/^\//, '').replace(/\/$/, '').split('/'));
}

function matchSegments(wanted: readonly string[], given: readonly string[]): { wildcard: string } | undefined {
  const [segment = '', ...others] = wanted;
  const isLast = others.length === 0;
  if (isLast && segment === '*') {
    const rest = decode(given.join('/'));
    return rest === undefined ? undefined : { wildcard: rest };
  }
  const [first = '', ...rest] = given;
  if (isLast !== (rest.length === 0) || !matchSegment(segment, first)) {
    return undefined;
  }
  return isLast ? { wildcard: '' } : matchSegments(others, rest);
}

function matchSegment(wanted: string, given: string): boolean {
  const decoded = decode(given);
  return decoded !== undefined && (wanted === '*' || wanted.startsWith(':') || wanted === decoded);
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
