/**
 * Every path of Tempo that this plugin ever asks. All of them only read, in 2.6.1 to 3.0.3.
 *
 * Add a path together with its endpoint file. Never add one that changes state on GET (`/shutdown`, `/flush`,
 * `/live-store/prepare-downscale`), and no `/status/<name>` that a release lacks: 2.x closes the connection with a panic.
 */
const ALLOWED_PATHS: readonly string[] = [
  '/api/echo',
  '/api/status/buildinfo',
  '/api/v2/search/tags',
  '/ready',
  '/status/endpoints',
  '/status/services',
];

/** Whether the client may ask for the path (without query string). */
export function isAllowedPath(path: string): boolean {
  return ALLOWED_PATHS.includes(path);
}
