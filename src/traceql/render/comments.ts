/** Writing comments. */
import { Comment } from '../ast';

/** The comments as they stand before something else; a comment to the end of the line brings its line break. */
export function writeComments(comments: readonly Comment[] | undefined): string {
  if (!comments) {
    return '';
  }
  return comments.map(({ text }) => (text.startsWith('//') ? `${text}\n` : `${text} `)).join('');
}
