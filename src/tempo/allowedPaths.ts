/**
 * Every path of Tempo that this plugin ever asks, through the data source or a route to one component. All of them only read
 * on GET, in 2.6.1 to 3.0.3.
 *
 * Add a path together with its endpoint file. Never add one that changes state on GET (`/shutdown`, `/flush`,
 * `/live-store/prepare-downscale`), and no `/status/<name>` that a release lacks: 2.x closes the connection with a panic.
 */
const ALLOWED_PATHS: readonly string[] = [
  '/api/echo',
  '/api/metrics/query',
  '/api/metrics/query_range',
  '/api/search',
  '/api/status/buildinfo',
  '/api/v2/search/tags',
  '/backend-worker/ring',
  '/compactor/ring',
  '/distributor/ring',
  '/ingester/ring',
  '/live-store/ring',
  '/memberlist',
  '/metrics-generator/ring',
  '/partition-ring',
  '/ready',
  '/secondary-ingester/ring',
  // Only where the process has the route (`fetchBackendJobs`).
  '/status/backendscheduler',
  '/status/config',
  '/status/endpoints',
  '/status/overrides',
  '/status/runtime_config',
  '/status/services',
];

const TRACE = /^\/api\/v2\/traces\/[0-9a-f]{1,32}$/;
/** One segment as `encodeURIComponent` writes it: nothing in it can end the segment. A tenant has at most 150 bytes. */
const TENANT_OVERRIDES = /^\/status\/overrides\/((?:[\w.!~*'()-]|%[0-9A-F]{2}){1,450})$/;
/** The same for an attribute. */
const TAG_VALUES = /^\/api\/v2\/search\/tag\/((?:[\w.!~*'()-]|%[0-9A-F]{2})+)\/values$/;

/** How often something between here and Tempo may decode the path before it looks where it goes. */
const DECODINGS = 3;

/** Whether the client may ask for the path (without query string). */
export function isAllowedPath(path: string): boolean {
  const segment = TAG_VALUES.exec(path)?.[1] ?? TENANT_OVERRIDES.exec(path)?.[1];
  return ALLOWED_PATHS.includes(path) || TRACE.test(path) || (segment !== undefined && staysInPlace(segment));
}

/**
 * Whether the segment cannot lead elsewhere: browsers resolve `.` and `..`, and a proxy that decodes `%2F` before it
 * resolves dots would turn `..%2F..%2F..%2F..%2F..%2Fshutdown` into another path.
 */
function staysInPlace(segment: string): boolean {
  let text = segment;
  for (let round = 0; round < DECODINGS; round++) {
    const hasDots = text.split(/[/\\]/).some((part) => part === '.' || part === '..');
    if (hasDots || /[\u0000-\u001f\u007f]/.test(text)) {
      return false;
    }
    const decoded = decode(text);
    if (decoded === undefined) {
      // A name with a bare percent sign, decoded once: no further decoding is possible. Wrong from the start: refuse.
      return round > 0;
    }
    text = decoded;
  }
  return true;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
