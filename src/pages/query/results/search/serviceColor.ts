import { colorManipulator, type GrafanaTheme2 } from '@grafana/data';

/** Against the background, for marks of ten pixels. More than the upper limit is as good as black or white. */
const CONTRASTS = { from: 2, to: 9 };
/** Degrees to both sides of red, which is for errors. */
const RED_DEGREES = 18;

const COLORS_BY_THEME = new WeakMap<GrafanaTheme2, readonly string[]>();

/** The colour of a service: the same on every page and in every answer, since it depends on the name alone. */
export function serviceColor(theme: GrafanaTheme2, service: string): string {
  const colors = visibleColors(theme);
  return colors[hashText(service) % colors.length] ?? theme.colors.text.secondary;
}

/** Grafana's palette without what cannot be told apart as a dot. */
function visibleColors(theme: GrafanaTheme2): readonly string[] {
  const known = COLORS_BY_THEME.get(theme);
  if (known) {
    return known;
  }
  const { palette, getColorByName } = theme.visualization;
  const visible = palette
    .map((name) => getColorByName(name))
    .filter((color) => {
      const contrast = colorManipulator.getContrastRatio(color, theme.colors.background.primary);
      return contrast >= CONTRASTS.from && contrast <= CONTRASTS.to && !isRed(color);
    });
  COLORS_BY_THEME.set(theme, visible);
  return visible;
}

function isRed(color: string): boolean {
  const [red = 0, green = 0, blue = 0] = colorManipulator.decomposeColor(color).values;
  const spread = Math.max(red, green, blue) - Math.min(red, green, blue);
  return red >= green && red >= blue && (60 * Math.abs(green - blue)) / Math.max(1, spread) < RED_DEGREES;
}

/** FNV-1a, 32 bits. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
