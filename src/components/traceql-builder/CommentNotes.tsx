import React from 'react';
import type { Comment } from '../../traceql';
import { useRowStyles } from './rowStyles';

/** Comments of the query, where they stand; the form keeps them and does not change them. */
export function CommentNotes({ comments }: { comments: readonly Comment[] | undefined }) {
  const styles = useRowStyles();
  return comments && comments.length > 0 ? (
    <div className={styles.quiet} style={{ flexBasis: '100%' }}>
      {comments.map(({ text }) => text).join(' ')}
    </div>
  ) : null;
}
