export interface RenderIndexOptions {
  /** What Grafana puts into `window.grafanaBootData`. */
  bootData: unknown;
  /** Prefix of static files, with a slash at the end: `/public/`. */
  publicPath: string;
}

/** The page that every route of the preview answers with. */
export function renderIndex({ bootData, publicPath }: RenderIndexOptions): string {
  const theme = readTheme(bootData);
  const background = theme === 'light' ? '#f4f5f5' : '#111217';
  return `<!doctype html>
<html lang="en-US">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="${theme}" />
    <title>Grafana</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="${publicPath}host/host.css" />
    <style>html, body { background: ${background}; }</style>
  </head>
  <body class="theme-${theme}">
    <div id="reactRoot"></div>
    <noscript>The preview needs JavaScript.</noscript>
    <script>
      window.__grafana_public_path__ = ${toScriptLiteral(publicPath)};
      window.grafanaBootData = ${toScriptLiteral(bootData)};
    </script>
    <script type="module" src="${publicPath}host/host.js"></script>
  </body>
</html>
`;
}

/** JSON that can neither end the script element nor break a JavaScript string. */
function toScriptLiteral(value: unknown): string {
  return JSON.stringify(value)
    .replace(/</g, '\\u003c')
    .replace(/>/g, '\\u003e')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
}

function readTheme(bootData: unknown): 'light' | 'dark' {
  const user = (bootData as { user?: { theme?: string } } | null)?.user;
  return user?.theme === 'light' ? 'light' : 'dark';
}
