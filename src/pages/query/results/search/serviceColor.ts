import { colorManipulator, type GrafanaTheme2 } from '@grafana/data';

/** Against the background, for marks of ten pixels. */
const LEAST_CONTRAST = 2.5;

const COLORS_BY_THEME = new WeakMap<GrafanaTheme2, readonly string[]>();

/** The colour of a service: the same on every page and in every answer, since it depends on the name alone. */
export function serviceColor(theme: GrafanaTheme2, service: string): string {
  const colors = visibleColors(theme);
  return colors[hashText(service) % colors.length] ?? theme.colors.text.secondary;
}

/** Grafana's palette without the shades for areas, which as dots would be as good as white or black. */
function visibleColors(theme: GrafanaTheme2): readonly string[] {
  const known = COLORS_BY_THEME.get(theme);
  if (known) {
    return known;
  }
  const { palette, getColorByName } = theme.visualization;
  const visible = palette
    .map((name) => getColorByName(name))
    .filter((color) => colorManipulator.getContrastRatio(color, theme.colors.background.primary) >= LEAST_CONTRAST);
  COLORS_BY_THEME.set(theme, visible);
  return visible;
}

/** FNV-1a, 32 bits. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
