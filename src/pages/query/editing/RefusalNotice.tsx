import { t } from '@grafana/i18n';
import React, { useEffect, useRef } from 'react';
import { Problem } from '../../../components/Problem';
import type { RunRefusal } from '../useQueryRunner';

interface RefusalNoticeProps {
  refusal: RunRefusal | undefined;
}

/** Why the query was not sent; gets the focus, since it is the answer to a press of the button. */
export function RefusalNotice({ refusal }: RefusalNoticeProps) {
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refusal) {
      notice.current?.focus();
    }
  }, [refusal]);
  if (!refusal) {
    return null;
  }
  return (
    // Focused by code alone, so that it is read out.
    <div ref={notice} tabIndex={-1}>
      <Problem severity="error" title={titleOf(refusal)} />
    </div>
  );
}

function titleOf(refusal: RunRefusal): string {
  return refusal === 'syntax'
    ? t('query.refusal.syntax', 'The query was not sent: mend the mistake in it first, as said above')
    : t('query.refusal.endless', 'The query was not sent: it would keep this Tempo busy for good, as said above');
}
