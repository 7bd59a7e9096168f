/** Measures of the editor, the same with and without Monaco, so that nothing moves when it comes. */

export const EDITOR_FONT_SIZE_PX = 14;
export const EDITOR_LINE_HEIGHT_PX = 20;
/** Above and below the text. */
export const EDITOR_PADDING_PX = 6;
/** From the border's outer edge to the text. */
export const EDITOR_INDENT_PX = 10;
/** Above and below the editor. */
const BORDERS_PX = 2;

const FEWEST_LINES = 2;
const MOST_LINES = 12;

/** Height of the editor, borders included, for a text that needs the given height with its padding. */
export function editorHeightPx(contentHeightPx: number): number {
  return Math.max(heightOfLines(FEWEST_LINES), Math.min(heightOfLines(MOST_LINES), contentHeightPx)) + BORDERS_PX;
}

/** Height of a text, with its padding, whose lines are not broken. */
export function contentHeightPx(text: string): number {
  return heightOfLines(text.split(/\r\n|\r|\n/).length);
}

function heightOfLines(lines: number): number {
  return lines * EDITOR_LINE_HEIGHT_PX + 2 * EDITOR_PADDING_PX;
}
